import { describe, expect, it } from "vitest";
import { verdictOf } from "../../scripts/bench/compare-versions.ts";
import { type Comparison, compareVersions, worseOf } from "../../scripts/bench/guard.ts";
import type { LoadResult } from "../../scripts/bench/load.ts";
import { joined } from "../../scripts/bench/rounds.ts";
import { caseResult, loadOf } from "./results.ts";

const judge = (now: readonly LoadResult[], before: readonly LoadResult[]): readonly Comparison[] =>
  compareVersions(caseResult("one", { now, before }), "now", "before");

const worseMeasures = (comparisons: readonly Comparison[]): readonly string[] =>
  worseOf(comparisons).map(({ measure }) => measure);

const steady = [loadOf(1000), loadOf(1000), loadOf(1000)];

describe("the guard", () => {
  it("says nothing about versions that are alike", () => {
    expect(worseMeasures(judge(steady, steady))).toEqual([]);
  });

  it("tolerates a median that is worse by 10 %, and no more", () => {
    expect(worseMeasures(judge([loadOf(910)], [loadOf(1000)]))).toEqual([]);
    expect(worseMeasures(judge([loadOf(900)], [loadOf(1000)]))).toEqual(["time"]);
  });

  it("judges by the median: one slow round is not enough, two of three are", () => {
    expect(worseMeasures(judge([loadOf(10), loadOf(1000), loadOf(1000)], steady))).toEqual([]);
    expect(worseMeasures(judge([loadOf(10), loadOf(10), loadOf(1000)], steady))).toEqual(["time"]);
  });

  it("compares each round with the same round of the other version", () => {
    const rounds = [loadOf(1000), loadOf(300), loadOf(20)];
    expect(worseMeasures(judge(rounds, rounds))).toEqual([]);
  });

  it("notices what the clock does not: processor time, and what is allocated", () => {
    const before = [loadOf(1000, { allocatedBytes: 5_000 })];
    expect(worseMeasures(judge([loadOf(1000, { processorMicroseconds: 23, allocatedBytes: 5_000 })], before))).toEqual([
      "processor time",
    ]);
    expect(worseMeasures(judge([loadOf(1000, { allocatedBytes: 5_600 })], before))).toEqual(["bytes allocated"]);
  });

  it("leaves out what one of the versions does not tell", () => {
    const comparisons = judge([loadOf(1000, { allocatedBytes: 5_000 })], [loadOf(1000)]);
    expect(comparisons.map(({ measure }) => measure)).toEqual(["time", "processor time"]);
  });

  it("takes what cannot be compared for worse", () => {
    const nothing = { processorMicroseconds: 0 };
    expect(worseMeasures(judge([loadOf(1000, nothing)], [loadOf(1000, nothing)]))).toEqual(["processor time"]);
  });

  it("judges a case that was measured again by all its rounds", () => {
    const slow = caseResult("one", { now: [loadOf(500)], before: [loadOf(1000)] });
    const again = caseResult("one", { now: [loadOf(1000), loadOf(1000)], before: [loadOf(1000), loadOf(1000)] });
    const [time] = compareVersions(joined(slow, again), "now", "before");
    expect(time?.ratio).toEqual({ median: 1, minimum: 1, maximum: 2 });
  });

  it("says by name what is worse, and fails", () => {
    const { text, isWorse } = verdictOf("v1.0.0", judge([loadOf(500)], [loadOf(1000)]));
    expect(isWorse).toBe(true);
    expect(text).toContain("| one user | **2.00** (2.00–2.00) | **1.00** (1.00–1.00) |");
    expect(text).toContain("Worse by more than 10 %: one user, time.");
    expect(verdictOf("v1.0.0", judge(steady, steady)).isWorse).toBe(false);
  });
});
