/** What a release makes of the CHANGELOG (https://keepachangelog.com/en/1.1.0/). */

export interface ReleaseNotes {
  readonly version: string;
  /** As `2026-11-22`. */
  readonly date: string;
  /** The items of the contract's section, in Markdown. */
  readonly contractItems: readonly string[];
}

const unreleased = "## [Unreleased]\n";

/**
 * Moves what is unreleased under the version, with a section on the contract. Throws an `Error` of one line when the
 * CHANGELOG has no such part, or nothing in it.
 */
export const releaseChangelog = (text: string, { version, date, contractItems }: ReleaseNotes): string => {
  const begin = text.indexOf(unreleased);
  if (begin === -1) throw new Error("CHANGELOG.md has no part [Unreleased]");
  const rest = text.slice(begin + unreleased.length);
  const next = rest.search(/^## /m);
  const notes = (next === -1 ? rest : rest.slice(0, next)).trim();
  if (notes === "") throw new Error("CHANGELOG.md has nothing under [Unreleased]: say what is new");
  const older = next === -1 ? "" : `\n${rest.slice(next)}`;
  const section = [`## [${version}] - ${date}`, "", notes, "", "### Contract", "", ...contractItems, ""].join("\n");
  return `${text.slice(0, begin)}${unreleased}\n${section}${older}`;
};
