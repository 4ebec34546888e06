/** A comparison in words, for a terminal and for the CHANGELOG. */
import type { Audience } from "./change.ts";
import { type Comparison, isRefused } from "./compare.ts";
import type { Finding } from "./finding.ts";
import { compareVersions, formatVersion, type Impact } from "./version.ts";

const audiences: Readonly<Record<Audience, string>> = {
  send: "those who send",
  read: "those who read",
  call: "those who call",
  generate: "those who generate a client",
};

const placeOf = ({ operation, part }: Finding): string => (part === "" ? operation : `${operation} (${part})`);

interface Group {
  readonly message: string;
  readonly audience: Audience;
  readonly places: readonly string[];
}

/** One entry for what happened for the same reason in several places. */
const groupsOf = (findings: readonly Finding[], impact: Impact): readonly Group[] => {
  const relevant = findings.filter((finding) => finding.impact === impact);
  const byReason = Map.groupBy(relevant, ({ audience, message }) => `${audience} ${message}`);
  return [...byReason.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const { message, audience } = first;
    return [{ message, audience, places: [...new Set([first, ...rest].map(placeOf))] }];
  });
};

const lineOf = ({ message, audience, places }: Group): string =>
  `${message} For ${audiences[audience]}: ${places.join(", ")}`;

const verdictOf = (comparison: Comparison): string => {
  const [released, current, needed] = [comparison.released, comparison.current, comparison.needed].map(formatVersion);
  if (compareVersions(comparison.current, comparison.released) < 0) {
    return `info.version is ${current}, behind the released ${released}`;
  }
  if (isRefused(comparison))
    return `info.version is ${current}: a breaking change needs ${needed}, or must not be made`;
  if (comparison.impact === undefined) return `for callers, the contract is as it was released (${released})`;
  return `info.version is ${current}, released is ${released}: nothing breaks without saying so`;
};

/** The lines for a terminal: what breaks and for whom, what is new, and whether that may be. */
export const reportLines = (comparison: Comparison): readonly string[] => {
  const { findings } = comparison;
  const patches = findings.filter(({ impact }) => impact === "patch").length;
  return [
    ...groupsOf(findings, "major").map((group) => `BREAKS ${lineOf(group)}`),
    ...groupsOf(findings, "minor").map((group) => `new    ${lineOf(group)}`),
    ...(patches === 0 ? [] : [`besides: ${patches} without an effect on callers`]),
    verdictOf(comparison),
  ];
};

/** The items of the CHANGELOG's contract section, in Markdown. */
export const changelogItems = ({ findings }: Comparison): readonly string[] => {
  const items = [
    ...groupsOf(findings, "major").map((group) => `- **Breaking**: ${lineOf(group)}.`),
    ...groupsOf(findings, "minor").map((group) => `- ${lineOf(group)}.`),
  ];
  if (items.length > 0) return items;
  return [
    findings.length === 0
      ? "- For callers, as before."
      : "- Nothing changes for callers; descriptions and examples do.",
  ];
};
