import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A file to write, by its path from the top of the project. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Writes files that are not there yet, and the folders that they stand in. */
export const writeFiles = async (project: string, files: readonly NewFile[]): Promise<void> => {
  for (const { path, text } of files) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text, { flag: "wx" });
  }
};
