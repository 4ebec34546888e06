/** Files of a new project that are its own from the beginning. */
import { glob, readFile } from "node:fs/promises";
import { join, sep } from "node:path";

/** The templates by the path that they have in a project: without `.template`, and a leading dot for `dot-`. */
export const templatesIn = async (directory: string): Promise<ReadonlyMap<string, string>> => {
  const files = new Map<string, string>();
  for await (const name of glob("**/*.template", { cwd: directory })) {
    const path = name
      .split(sep)
      .join("/")
      .replace(/\.template$/, "")
      .replaceAll(/(^|\/)dot-/g, "$1.");
    files.set(path, await readFile(join(directory, name), "utf8"));
  }
  return files;
};

/** A text with values in the place of `{{name}}`. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
