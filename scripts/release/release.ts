/** A release: versions, CHANGELOG, the copy of the contract, one commit and one tag. Nothing leaves the machine. */
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Comparison, compareContracts, isRefused, versionOf } from "../gate/compare.ts";
import { releasedContract } from "../gate/released-contract.ts";
import { changelogItems, reportLines } from "../gate/report.ts";
import { compareVersions, formatVersion, nextVersion, parseVersion, type Version } from "../gate/version.ts";
import { factsOf } from "../generate/contract-facts.ts";
import { readContract } from "../generate/contract-source.ts";
import { findDrift, generate } from "../generate/project.ts";
import { releaseChangelog } from "./changelog.ts";
import { git } from "./git.ts";
import { setVersion } from "./version-places.ts";

/** What is to be released. */
interface Plan {
  readonly version: Version;
  readonly contractItems: readonly string[];
}

/** Throws an `Error` of one line unless the state is one to release from. */
const checkState = async (directory: string): Promise<void> => {
  if ((await git(directory, "status", "--porcelain")) !== "") {
    throw new Error("there are changes that are not committed: commit them, or take them away");
  }
  const branch = await git(directory, "branch", "--show-current");
  if (branch !== "main") throw new Error(`releases are made of main, and this is ${branch || "no branch"}`);
  const [drift] = await findDrift(directory);
  if (drift !== undefined) throw new Error(`${drift.file} ${drift.reason}: run npm run generate, and commit`);
};

const planFirst = async (directory: string, requested: Version | undefined): Promise<Plan> => {
  const { root } = await readContract(directory);
  const { operations } = factsOf(root);
  return {
    version: requested ?? versionOf(root),
    contractItems: [`- The first release: ${operations.length} operations.`],
  };
};

const proposedVersion = ({ released, current, needed, impact }: Comparison): Version => {
  const least = impact === undefined ? nextVersion(released, "patch") : needed;
  return compareVersions(current, least) > 0 ? current : least;
};

const planNext = async (directory: string, requested: Version | undefined): Promise<Plan> => {
  const comparison = await compareContracts(join(directory, releasedContract), join(directory, "openapi.yaml"));
  if (isRefused(comparison)) throw new Error(reportLines(comparison).join("\n"));
  const least = proposedVersion(comparison);
  if (requested !== undefined && compareVersions(requested, least) < 0) {
    throw new Error(`${formatVersion(requested)} is too low: what changed needs ${formatVersion(least)}`);
  }
  return { version: requested ?? least, contractItems: changelogItems(comparison) };
};

const writeRelease = async (directory: string, { version, contractItems }: Plan, date: string): Promise<void> => {
  const changelog = join(directory, "CHANGELOG.md");
  const notes = { version: formatVersion(version), date, contractItems };
  await writeFile(changelog, releaseChangelog(await readFile(changelog, "utf8"), notes));
  await setVersion(directory, notes.version);
  await generate(directory);
  const copy = join(directory, releasedContract);
  await mkdir(dirname(copy), { recursive: true });
  await copyFile(join(directory, "openapi.yaml"), copy);
};

const commitRelease = async (directory: string, version: string): Promise<void> => {
  await git(directory, "add", "--all");
  await git(directory, "commit", "--quiet", `--message=chore(release): ${version}`);
  await git(directory, "tag", "--annotate", `--message=Roster ${version}`, `v${version}`);
};

/** The tree was clean, so that nothing of anybody is lost. */
const undo = async (directory: string, head: string): Promise<void> => {
  await git(directory, "reset", "--quiet", "--hard", head);
  await git(directory, "clean", "--quiet", "--force", "-d", "--", dirname(releasedContract));
};

/**
 * Releases the project in the directory and answers with the version: `requested`, or else that of the contract when it is
 * ahead of the last release, or else the least one that the changes of the contract need. `date` is as `2026-11-22`.
 * Throws an `Error` that says why not, and leaves everything as it was.
 */
export const release = async (directory: string, requested: string | undefined, date: string): Promise<string> => {
  await checkState(directory);
  const wanted = requested === undefined ? undefined : parseVersion(requested);
  const isFirst = !existsSync(join(directory, releasedContract));
  const plan = await (isFirst ? planFirst : planNext)(directory, wanted);
  const version = formatVersion(plan.version);
  if ((await git(directory, "tag", "--list", `v${version}`)) !== "")
    throw new Error(`the tag v${version} is there already`);
  const head = await git(directory, "rev-parse", "HEAD");
  try {
    await writeRelease(directory, plan, date);
    await commitRelease(directory, version);
  } catch (error) {
    await undo(directory, head);
    throw error;
  }
  return version;
};
