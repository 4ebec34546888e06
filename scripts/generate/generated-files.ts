import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a file is to hold, by its path from the top of the project, with `/`. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** A file that is not what the contract makes of it. */
export interface Drift {
  readonly file: string;
  readonly reason: "differs" | "is missing" | "is made by nothing";
}

/** The directory that holds generated files and nothing else. */
const generatedDirectory = "generated";

const unlessMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
};

const strangers = async (projectDirectory: string, files: GeneratedFiles): Promise<readonly Drift[]> => {
  const names = (await readdir(join(projectDirectory, generatedDirectory)).catch(unlessMissing)) ?? [];
  return names
    .map((name) => `${generatedDirectory}/${name}`)
    .filter((file) => !files.has(file))
    .sort()
    .map((file) => ({ file, reason: "is made by nothing" }));
};

/** The files that are not what they are to hold, those in `generated/` that are not to be there included. */
export const driftOf = async (projectDirectory: string, files: GeneratedFiles): Promise<readonly Drift[]> => {
  const compared = await Promise.all(
    [...files].map(async ([file, text]): Promise<readonly Drift[]> => {
      const present = await readFile(join(projectDirectory, file), "utf8").catch(unlessMissing);
      if (present === text) return [];
      return [{ file, reason: present === undefined ? "is missing" : "differs" }];
    }),
  );
  return [...compared.flat(), ...(await strangers(projectDirectory, files))];
};

/**
 * Mends what drifted. Every text is on the disk before the first file is replaced, and each is replaced by a rename, so
 * that a reader sees an old file or a new one and a full disk leaves the old ones.
 */
export const mendDrift = async (
  projectDirectory: string,
  files: GeneratedFiles,
  drift: readonly Drift[],
): Promise<void> => {
  const replacements = drift.map(({ file }) => {
    const path = join(projectDirectory, file);
    return { path, temporaryPath: `${path}.${process.pid}.tmp`, text: files.get(file) };
  });
  try {
    for (const { path, temporaryPath, text } of replacements) {
      if (text === undefined) continue;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporaryPath, text);
    }
    for (const { path, temporaryPath, text } of replacements) {
      await (text === undefined ? rm(path, { recursive: true, force: true }) : rename(temporaryPath, path));
    }
  } finally {
    await Promise.all(replacements.map(({ temporaryPath }) => rm(temporaryPath, { force: true })));
  }
};
