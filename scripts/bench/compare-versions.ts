/** Roster beside an older version of itself. */
import { join } from "node:path";
import { checkOut, lastRelease } from "./checkout.ts";
import { roundOptions, type Site } from "./compare-peers.ts";
import { type Comparison, compareVersions, joined, measures, tolerated, worseOf } from "./guard.ts";
import type { BenchOptions } from "./options.ts";
import { startParticipants } from "./participants.ts";
import { ratioText, table } from "./report.ts";
import { roster, rosterAt, withAllocations } from "./roster-subject.ts";
import { type CaseResult, loadCount, measureCase } from "./rounds.ts";
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
  const core = site.placement?.subjectCore;
  const subjects = [roster, before].map(withAllocations);
  await using participants = await startParticipants(subjects, { ...options, ...site, core, environment: {} });
  const { all } = participants;
  const loadOptions = roundOptions(options, site);
  const judge = (result: CaseResult): readonly Comparison[] => compareVersions(result, roster.id, before.id);

  // What a disk takes is the same for both.
  const cases = options.cases.filter(({ onSlowDisk }) => !onSlowDisk);
  const onLoad = createSteps(cases.reduce((sum, each) => sum + loadCount(each, all, options), 0));
  const results: CaseResult[] = [];
  for (const each of cases) results.push(await measureCase(each, all, { ...loadOptions, onLoad }));

  const suspects = results.filter((result) => worseOf(judge(result)).length > 0);
  const more = { ...loadOptions, rounds: options.rounds * 2, warmUp: false };
  const onMore = createSteps(suspects.reduce((sum, { measured }) => sum + loadCount(measured, all, more), 0));
  const judged: Comparison[] = [];
  for (const result of results) {
    const isSuspect = suspects.includes(result);
    const again = isSuspect ? await measureCase(result.measured, all, { ...more, onLoad: onMore }) : undefined;
    judged.push(...judge(again === undefined ? result : joined(result, again)));
  }
  return verdictOf(reference, judged);
};
