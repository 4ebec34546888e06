/** Compares two contracts: what changed, what that costs whom, and which version it needs. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { at, type Place, textOf } from "../generate/place.ts";
import { makeWorkDirectory, resolved, writeJson } from "../redocly/resolved.ts";
import { runRedocly } from "../redocly/run.ts";
import { type RawChange, subjectOfChange } from "./change.ts";
import type { Finding } from "./finding.ts";
import { ownRatingOf } from "./own-ratings.ts";
import { registryFindings } from "./registry-findings.ts";
import { compareVersions, type Impact, nextVersion, parseVersion, type Version } from "./version.ts";

export interface Comparison {
  readonly findings: readonly Finding[];
  /** The greatest impact; undefined where the contracts say the same. */
  readonly impact: Impact | undefined;
  readonly released: Version;
  readonly current: Version;
  /** The least version that may have these changes. */
  readonly needed: Version;
}

const readYaml = async (file: string): Promise<Place> => ({ value: parse(await readFile(file, "utf8")), path: [] });

/** The version of a contract. Throws an `Error` of one line when it has none. */
export const versionOf = (root: Place): Version => parseVersion(textOf(at(root, "info", "version")));

const nouns: Readonly<Record<string, string>> = {
  Schema: "Field",
  PathItem: "Operation",
  Response: "Answer",
  MediaType: "Media type",
};

/** What happened, where no rule has words for it. */
const plainMessageOf = ({ property, typeName, kind }: RawChange): string =>
  `${property === undefined ? (nouns[typeName] ?? typeName) : `\`${property}\``} was ${kind}.`;

const findingOf = (change: RawChange, base: Place, revision: Place): Finding => {
  const subject = subjectOfChange(change, base, revision);
  const own = ownRatingOf(change);
  if (own !== undefined && change.verdicts.length === 0) return { ...subject, ...own };
  const said = change.verdicts.map(({ message }) => message).join(" ");
  return { ...subject, impact: change.impact, message: said || plainMessageOf(change) };
};

/** About the document and not about what it describes. */
const isAboutDocument = ({ path }: RawChange): boolean => path === "#/info" || path.startsWith("#/info/");

const redoclyFindings = async (base: Place, revision: Place): Promise<readonly Finding[]> => {
  await using work = await makeWorkDirectory();
  await writeJson(work, "base.json", base);
  await writeJson(work, "revision.json", revision);
  await writeFile(join(work.path, "redocly.yaml"), "extends: [diff-recommended]\n");
  const commandLine = ["diff", "base.json", "revision.json", "--format=json", "--fail-on=none"];
  const { output, errorOutput } = await runRedocly(work.path, commandLine);
  if (!output.startsWith("{")) throw new Error(`redocly could not compare:\n${errorOutput}${output}`);
  return (JSON.parse(output) as { readonly changes: readonly RawChange[] }).changes
    .filter((change) => !isAboutDocument(change))
    .map((change) => findingOf(change, base, revision));
};

const impacts: readonly Impact[] = ["major", "minor", "patch"];

/**
 * Compares the contract in one file with the one that it is to replace. Throws an `Error` when one of them cannot be read
 * or has no version.
 */
export const compareContracts = async (releasedFile: string, currentFile: string): Promise<Comparison> => {
  const [base, revision] = await Promise.all([readYaml(releasedFile), readYaml(currentFile)]);
  const [released, current] = [versionOf(base), versionOf(revision)];
  const findings = [
    ...(await redoclyFindings(resolved(base), resolved(revision))),
    ...registryFindings(base, revision),
  ];
  const impact = impacts.find((candidate) => findings.some((finding) => finding.impact === candidate));
  return { findings, impact, released, current, needed: impact ? nextVersion(released, impact) : released };
};

/** Whether the contract breaks somebody without a version that says so, or goes back behind the released version. */
export const isRefused = ({ impact, released, current, needed }: Comparison): boolean =>
  compareVersions(current, released) < 0 || (impact === "major" && compareVersions(current, needed) < 0);
