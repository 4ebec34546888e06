/** Where the project says which version it is. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface VersionPlace {
  readonly file: string;
  /** What stands before the version, and the version itself. */
  readonly pattern: RegExp;
}

const number = String.raw`\d+\.\d+\.\d+`;

const contractPlace: VersionPlace = { file: "openapi.yaml", pattern: new RegExp(`^(  version: )${number}$`, "m") };

/** The project's own version in both files of npm stands before those of any package. */
const places: readonly VersionPlace[] = [
  contractPlace,
  { file: "package.json", pattern: new RegExp(`^(  "version": ")${number}`, "m") },
  { file: "package-lock.json", pattern: new RegExp(`^(  "version": ")${number}`, "m") },
  { file: "package-lock.json", pattern: new RegExp(`^(      "version": ")${number}`, "m") },
  { file: "deploy/compose.yaml", pattern: new RegExp(`(image: roster:)${number}`) },
  { file: "deploy/Dockerfile", pattern: new RegExp(`(--tag roster:)${number}`) },
];

/** Sets the version in every place. Throws an `Error` of one line when a place is not as it was. */
export const setVersion = async (directory: string, version: string): Promise<void> => {
  for (const { file, pattern } of places) {
    const path = join(directory, file);
    const text = await readFile(path, "utf8");
    if (!pattern.test(text)) throw new Error(`${file} has no version where one was expected`);
    await writeFile(path, text.replace(pattern, `$1${version}`));
  }
};
