/** Another version of Roster beside this one, ready to run. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./subject.ts";

const run = promisify(execFile);

const git = async (...words: readonly string[]): Promise<string> =>
  (await run("git", words, { cwd: root })).stdout.trim();

/** The newest release: a tag such as v1.2.0; undefined where there is none. */
export const lastRelease = async (): Promise<string | undefined> => {
  const tags = await git("tag", "--list", "v*", "--sort=-version:refname");
  return tags.split("\n")[0] || undefined;
};

/** The commit of this tree, with a word where something is not committed. */
export const currentCommit = (): Promise<string> => git("describe", "--always", "--dirty", "--exclude=*");

const lockOf = (path: string): string => readFileSync(join(path, "package-lock.json"), "utf8");

/** Puts the files of a commit, tag or branch into a directory, with the packages that it asks for. */
export const checkOut = async (reference: string, path: string): Promise<void> => {
  mkdirSync(path);
  const archive = `${path}.tar`;
  await git("archive", "--format=tar", `--output=${archive}`, reference);
  await run("tar", ["-xf", archive, "-C", path]);
  if (lockOf(path) === lockOf(root)) symlinkSync(join(root, "node_modules"), join(path, "node_modules"));
  else await run("npm", ["ci", "--ignore-scripts", "--omit=dev"], { cwd: path });
};
