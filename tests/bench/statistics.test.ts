import { describe, expect, it } from "vitest";
import { parseCores } from "../../scripts/bench/processors.ts";
import { rotated } from "../../scripts/bench/rounds.ts";
import { sharesOf } from "../../scripts/bench/starts.ts";
import { ratiosOf, spreadOf } from "../../scripts/bench/statistics.ts";
import { remaining } from "../../scripts/bench/steps.ts";

describe("the spread of rounds", () => {
  it("is the middle one, the least and the greatest, in whatever order they come", () => {
    expect(spreadOf([9, 10, 2])).toEqual({ median: 9, minimum: 2, maximum: 10 });
  });

  it("has its median between the two in the middle of an even number", () => {
    expect(spreadOf([100, 4, 1, 2]).median).toBe(3);
  });

  it("is not a number as soon as one of them is none", () => {
    expect(spreadOf([1, Number.NaN, 3, 4, 5]).median).toBeNaN();
  });

  it("is none of no rounds", () => {
    expect(() => spreadOf([])).toThrow("no values");
  });
});

describe("the ratio of two subjects", () => {
  it("is taken within each round, so that a slow moment of the machine is none of theirs", () => {
    expect(ratiosOf([200, 20, 2000], [100, 10, 1000])).toEqual({ median: 2, minimum: 2, maximum: 2 });
  });

  it("is none where one has fewer rounds", () => {
    expect(() => ratiosOf([1, 2, 3], [1, 2])).toThrow("3 rounds and 2");
  });
});

it("each round begins with another subject, and leaves none out", () => {
  expect([0, 1, 2, 3].map((round) => rotated(["a", "b", "c"], round).join(""))).toEqual(["abc", "bca", "cab", "abc"]);
});

it.each([
  {
    rounds: 6,
    starts: 3,
    shares: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  },
  {
    rounds: 7,
    starts: 3,
    shares: [
      [1, 2],
      [3, 4],
      [5, 6, 7],
    ],
  },
  { rounds: 2, starts: 3, shares: [[1], [2]] },
])("$rounds rounds in $starts starts are all measured, each once, and in no start is there nothing to do", (each) => {
  expect(sharesOf(each)).toEqual(each.shares);
});

it.each([
  { list: "0-1", cores: [0, 1] },
  { list: "3", cores: [3] },
  { list: "0-2,5,8-9\n", cores: [0, 1, 2, 5, 8, 9] },
])("the cores of $list are $cores", ({ list, cores }) => {
  expect(parseCores(list)).toEqual(cores);
});

it.each([
  { seconds: 61, text: "70 s" },
  { seconds: 89, text: "90 s" },
  { seconds: 130, text: "3 min" },
])("$seconds seconds are said as $text", ({ seconds, text }) => {
  expect(remaining(seconds)).toBe(text);
});
