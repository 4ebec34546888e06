/** `npm run new -- update DIR`: the core and the scripts of a project that was made earlier, as they are now. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "../keys/arguments.ts";
import { baseFilesOf, digestOf } from "./base-files.ts";
import { type Manifest, manifestFile, ownDirectory } from "./project.ts";

const readIfThere = (path: string): Promise<string | undefined> => readFile(path, "utf8").catch(() => undefined);

/**
 * Brings the base of a project up to date, and says what it did. A file that was changed by hand stays, and is named.
 * @throws UsageError when the directory is no such project
 */
export const updateProject = async (directory: string): Promise<string> => {
  const text = await readIfThere(join(directory, manifestFile));
  if (text === undefined) throw new UsageError(`${directory} has no ${manifestFile}: it was not made by npm run new.`);
  const { files: before } = JSON.parse(text) as Manifest;
  const base = await baseFilesOf(ownDirectory);
  const left: string[] = [];
  const recorded: Record<string, string> = {};
  let written = 0;
  for (const [path, wanted] of base) {
    const present = await readIfThere(join(directory, path));
    const isOwn = present !== undefined && digestOf(present) !== before[path] && present !== wanted;
    const isGone = present === undefined && before[path] !== undefined;
    if (isOwn || isGone) {
      left.push(path);
      // As it was: the next update finds the same difference.
      if (before[path] !== undefined) recorded[path] = before[path];
      continue;
    }
    recorded[path] = digestOf(wanted);
    if (present === wanted) continue;
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), wanted);
    written += 1;
  }
  let removed = 0;
  for (const [path, digest] of Object.entries(before)) {
    if (base.has(path)) continue;
    const present = await readIfThere(join(directory, path));
    if (present === undefined) continue;
    if (digestOf(present) === digest) {
      await rm(join(directory, path));
      removed += 1;
    } else left.push(path);
  }
  await writeFile(join(directory, manifestFile), `${JSON.stringify({ files: recorded }, null, 2)}\n`);
  const names = left.map((path) => `  ${path}\n`).join("");
  const stays = left.length === 0 ? "" : `Changed by hand, and left as they are:\n${names}`;
  return `${written} files written, ${removed} removed.\n${stays}Compare the versions in package.json, then run npm install, npm run generate and npm test.\n`;
};
