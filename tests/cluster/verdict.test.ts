/** What `npm run test:cluster` notices. The cluster itself runs there alone. */
import { describe, expect, it } from "vitest";
import { findLosses } from "./losses.ts";
import { type Attempt, measurePhase } from "./measurements.ts";
import { findFaults, formatRun, type Run } from "./report.ts";

const carol = { id: 3, name: "Carol" };
const dora = { id: 4, name: "Dora" };

const phase = { name: "something is killed", start: 1_000, end: 5_000 };
const attempt = (at: number, outcome = "201", kind: Attempt["kind"] = "write"): Attempt => ({
  kind,
  at,
  outcome,
  succeeded: outcome.startsWith("2"),
});

const runOf = (attempts: readonly Attempt[], flawless: boolean, present = [carol, dora]): Run => {
  const losses = findLosses([carol, dora], present);
  return { results: [{ ...measurePhase(attempts, phase), flawless, losses }], contradictions: [], total: losses };
};

describe("a user who was acknowledged", () => {
  it("is lost when nobody has the name, and when another id has it", () => {
    expect(findLosses([carol, dora], [dora]).lost).toEqual([carol]);
    expect(findLosses([carol, dora], [{ ...carol, id: 7 }, dora]).lost).toEqual([carol]);
  });

  it("is there twice when two have the name", () => {
    const losses = findLosses([carol, dora], [carol, dora, { ...carol, id: 7 }]);
    expect(losses).toMatchObject({ lost: [], duplicates: ["Carol"] });
  });

  it("is not confused with one whose answer never came", () => {
    expect(findLosses([carol], [carol, dora])).toEqual({ acknowledged: 1, lost: [], duplicates: [] });
  });
});

describe("the longest time without a success", () => {
  it("is that between two successes, failures in between or not", () => {
    const attempts = [attempt(1_500), attempt(2_000, "503"), attempt(4_000), attempt(4_500)];
    expect(measurePhase(attempts, phase).longestGapMilliseconds.write).toBe(2_500);
  });

  it("begins and ends with the phase", () => {
    expect(measurePhase([attempt(1_100)], phase).longestGapMilliseconds).toEqual({ write: 3_900, read: 4_000 });
  });
});

describe("a run", () => {
  it("passes when everything that was acknowledged is there once", () => {
    expect(findFaults(runOf([attempt(1_500), attempt(2_000, "503")], false))).toEqual([]);
  });

  it("fails when a user is lost or there twice", () => {
    expect(findFaults(runOf([attempt(1_500)], false, [dora]))).toEqual([
      'The user 3, "Carol", was acknowledged and is lost.',
    ]);
    expect(findFaults(runOf([attempt(1_500)], false, [carol, dora, { ...dora, id: 9 }]))).toEqual([
      '"Dora" was created more than once.',
    ]);
  });

  it("fails when a request fails where none may, or is answered as it must not be", () => {
    const attempts = [attempt(1_500), attempt(2_000, "503"), attempt(2_500, "503"), attempt(3_000, "ECONNRESET")];
    expect(findFaults(runOf(attempts, true))).toEqual(["While something is killed: 2 × 503, 1 × ECONNRESET."]);
    expect(findFaults({ ...runOf([attempt(1_500)], true), contradictions: ["500: /api/users"] })).toHaveLength(1);
  });

  it("fails when nothing was written at all", () => {
    const nothing = findLosses([], []);
    expect(findFaults({ results: [], contradictions: [], total: nothing })).toHaveLength(1);
  });

  it("fails when the cluster did not recover, whatever else is well", () => {
    const halted = { ...runOf([attempt(1_500)], false), halt: "A leader did not come within 30 s." };
    expect(findFaults(halted)).toEqual(["A leader did not come within 30 s."]);
  });

  it("is told as a table", () => {
    const text = formatRun(runOf([attempt(1_500), attempt(2_000, "503")], false, [dora]));
    expect(text).toMatch(
      /\| something is killed \(4\.00 s\) \| +2 \| +1 × 503 \| +3\.50 s \| +4\.00 s \| +2 \| +1 \| +0 \|/,
    );
  });
});
