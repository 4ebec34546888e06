/**
 * The pages of `docs/clients/` and `docs/clients.md`. A block whose first line names a file, such as `go main.go`, has the
 * text of that file in `tests/clients/`; `sh` blocks are what a reader runs, and a `text` block is what the last one prints.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Language } from "./languages.ts";

const root = new URL("../../", import.meta.url);

export interface Page {
  /** Where it is, from the top of the project. */
  readonly path: string;
  /** The folder in `tests/clients/` that its files are in. */
  readonly folder: string;
}

export const pageOf = ({ name }: Language): Page => ({ path: `docs/clients/${name}.md`, folder: name });

export const overview: Page = { path: "docs/clients.md", folder: "typescript" };

export const readPage = ({ path }: Page): string => readFileSync(new URL(path, root), "utf8");

/** Writes a page if it is not so already. */
export const writePage = (page: Page, text: string): void => {
  if (text !== readPage(page)) writeFileSync(new URL(page.path, root), text);
};

/** The text of a file in the folder of a language. */
export const readClientFile = (folder: string, file: string): string =>
  readFileSync(new URL(`tests/clients/${folder}/${file}`, root), "utf8");

const namedBlock = /^(?<opening>```\w+ (?<file>\S+)\n)(?:(?!```).*\n)*```$/gm;

/** The page with the files in it as they are. */
export const withFiles = (text: string, { folder }: Page): string =>
  text.replaceAll(
    namedBlock,
    (_block, opening: string, file: string) => `${opening}${readClientFile(folder, file)}\`\`\``,
  );

const blocksOf = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n((?:(?!\`\`\`).*\\n)*)\`\`\`$`, "gm"))].map(
    ([, block = ""]) => block,
  );

export interface Walk {
  /** What makes and compiles the client, a script for `sh` each. */
  readonly preparation: readonly string[];
  /** What runs the program. */
  readonly run: string;
  /** What it prints. */
  readonly transcript: string;
}

/** What a reader of the page does, and sees. Throws where the page does not have all of it. */
export const walkOf = (text: string): Walk => {
  const scripts = blocksOf(text, "sh");
  const [transcript, ...others] = blocksOf(text, "text");
  const run = scripts.at(-1);
  if (run === undefined || scripts.length < 2) throw new Error("The page has to make a client, and to run a program.");
  if (transcript === undefined || others.length > 0) throw new Error("The page has to say once what is printed.");
  return { preparation: scripts.slice(0, -1), run, transcript };
};
