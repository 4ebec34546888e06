/** What a project has of this one: the core, the scripts, and the settings of the tools. */
import { createHash } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import { join, sep } from "node:path";

const patterns = [
  "src/core/**/*.{ts,js}",
  "src/start.js",
  "src/main.ts",
  "src/handlers/handler.ts",
  "scripts/{generate,check,dev,keys,migrate,new,prepare,run-tool}.ts",
  "scripts/{generate,keys,new,redocly}/**/*",
  "scripts/check/examples.ts",
  "tsconfig.json",
  "biome.json",
  ".editorconfig",
  ".gitattributes",
  ".gitignore",
  "LICENSE",
];

/** A file of the base by its path, `/` on every system, and its text. */
export type BaseFiles = ReadonlyMap<string, string>;

/** The files that a project has of the one in this directory. */
export const baseFilesOf = async (directory: string): Promise<BaseFiles> => {
  const files = new Map<string, string>();
  for await (const entry of glob(patterns, { cwd: directory, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(directory.length).split(sep).filter(Boolean).join("/");
    files.set(name, await readFile(path, "utf8"));
  }
  return new Map([...files].toSorted(([one], [other]) => (one < other ? -1 : 1)));
};

/** What tells one text from another. */
export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");
