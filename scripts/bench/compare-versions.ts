/** Roster beside an older version of itself. */
import { join } from "node:path";
import { checkOut, lastRelease } from "./checkout.ts";
import { type Site, startsOptions } from "./compare-peers.ts";
import { enter } from "./entrants.ts";
import { type Comparison, compareVersions, measures, tolerated, worseOf } from "./guard.ts";
import type { BenchOptions } from "./options.ts";
import { ratioText, table } from "./report.ts";
import { roster, rosterAt, withAllocations } from "./roster-subject.ts";
import { type CaseResult, joined } from "./rounds.ts";
import { loadCount, measureInStarts } from "./starts.ts";
import { createSteps } from "./steps.ts";

/** What came of a comparison. */
export interface Verdict {
  /** As Markdown. */
  readonly text: string;
  readonly isWorse: boolean;
}

const percent = Math.round((tolerated - 1) * 100);

/** The comparisons as a table, and what they amount to. */
export const verdictOf = (reference: string, comparisons: readonly Comparison[]): Verdict => {
  const cell = (caseTitle: string, measure: string): string => {
    const found = comparisons.find((each) => each.caseTitle === caseTitle && each.measure === measure);
    return found === undefined ? "" : ratioText(found.ratio);
  };
  const titles = [...new Set(comparisons.map(({ caseTitle }) => caseTitle))];
  const rows = titles.map((title) => [title, ...measures.map((measure) => cell(title, measure.title))]);
  const worse = worseOf(comparisons);
  const judgement =
    worse.length === 0
      ? `No median is worse than at ${reference} by more than ${percent} %.`
      : worse.map(({ caseTitle, measure }) => `Worse by more than ${percent} %: ${caseTitle}, ${measure}.`).join("\n");
  const head = [`A request costs … times what it did at ${reference}`, ...measures.map(({ title }) => title)];
  return { text: `${table(head, rows)}\n\n${judgement}`, isWorse: worse.length > 0 };
};

/** Measures both versions in the same rounds; a case that looks worse again, to be judged by all its rounds. */
export const compareVersionsHere = async (options: BenchOptions, site: Site): Promise<Verdict> => {
  const reference = options.against ?? (await lastRelease());
  if (reference === undefined)
    throw new RangeError("There is no release yet (a tag such as v1.0.0); name a commit with --against");
  const path = join(site.directory, "before");
  site.onProgress(`checking out ${reference}`);
  await checkOut(reference, path);
  const before = rosterAt(path, { id: "before", title: `Roster at ${reference}` });
  const subjects = [roster, before].map(withAllocations);
  const entrants = await enter(subjects, { ...options, ...site, environment: {} });
  const startOptions = startsOptions(options, site);
  const judge = (result: CaseResult): readonly Comparison[] => compareVersions(result, roster.id, before.id);

  // What a disk takes is the same for both.
  const cases = options.cases.filter(({ onSlowDisk }) => !onSlowDisk);
  const onLoad = createSteps(loadCount(cases, entrants, startOptions));
  const { cases: results } = await measureInStarts(cases, entrants, { ...startOptions, onLoad });

  const suspects = results.filter((result) => worseOf(judge(result)).length > 0).map(({ measured }) => measured);
  const more = { ...startOptions, rounds: options.rounds * 2 };
  const onMore = createSteps(loadCount(suspects, entrants, more));
  const again = await measureInStarts(suspects, entrants, { ...more, onLoad: onMore });
  const judged = results.map((result) => {
    const second = again.cases.find(({ measured }) => measured === result.measured);
    return judge(second === undefined ? result : joined(result, second));
  });
  return verdictOf(reference, judged.flat());
};
