/** Versions as the contract has them: three numbers (https://semver.org), without anything behind them. */

/** What a change costs those who use the contract: breaks them, gives them more, neither. */
export type Impact = "major" | "minor" | "patch";

export type Version = readonly [major: number, minor: number, patch: number];

/** Reads a version. Throws an `Error` of one line when it is none. */
export const parseVersion = (text: string): Version => {
  const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is no version: it must be three numbers, such as 1.4.0`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
};

export const formatVersion = (version: Version): string => version.join(".");

/** Negative, zero or positive, as `Array.prototype.sort` takes it. */
export const compareVersions = (one: Version, other: Version): number =>
  one[0] - other[0] || one[1] - other[1] || one[2] - other[2];

/** The first version that may have a change of this impact. Before 1.0.0, a minor version may break. */
export const nextVersion = ([major, minor, patch]: Version, impact: Impact): Version => {
  if (impact === "major" && major > 0) return [major + 1, 0, 0];
  return impact === "patch" ? [major, minor, patch + 1] : [major, minor + 1, 0];
};
