import { describe, expect, it } from "vitest";
import { type BenchResult, pageOf } from "../../scripts/bench/page.ts";
import type { Life } from "../../scripts/bench/participants.ts";
import { peers } from "../../scripts/bench/peers.ts";
import { description, plot } from "../../scripts/bench/plot.ts";
import { bareRoster, roster } from "../../scripts/bench/roster-subject.ts";
import type { Subject } from "../../scripts/bench/subject.ts";
import { caseResult, loadOf } from "./results.ts";

const livesOf = (subject: Subject): readonly Life[] => [
  { subject, startMilliseconds: 310, restMebibytes: 91.2, peakMebibytes: 120 },
  { subject, startMilliseconds: 300, restMebibytes: 90, peakMebibytes: 140.7 },
  { subject, startMilliseconds: 350, restMebibytes: 95, peakMebibytes: 130 },
];

const [constant, plain] = peers;
const subjects = [roster, bareRoster, constant, plain].filter((subject) => subject !== undefined);

const result: BenchResult = {
  subjects,
  rosters: [roster, bareRoster],
  cases: [
    caseResult("one", {
      roster: [loadOf(20_000), loadOf(22_000), loadOf(30_000)],
      bare: [loadOf(40_000), loadOf(44_000), loadOf(60_000)],
      constant: [loadOf(40_000), loadOf(40_000), loadOf(40_000)],
      plain: [loadOf(10_000), loadOf(10_000), loadOf(10_000)],
    }),
    caseResult("missing", { roster: [loadOf(900)], bare: [loadOf(1_000)], plain: [loadOf(1_800)] }),
  ],
  latencies: [{ caseTitle: "one user", subject: roster, ...loadOf(11_000) }],
  lives: subjects.flatMap(livesOf),
  machine: ["a machine"],
  notes: ["Rounds: 3", "Left out: Flask, gunicorn: no Python"],
};

const files = pageOf(result);
const page = files.get("benchmarks.md") ?? "";

describe("the page of benchmarks", () => {
  it("has the median of each case for each subject, and nothing where a subject has no answer", () => {
    expect(page).toContain("| one user | 22.0 k | 44.0 k | 40.0 k | 10.0 k |");
    expect(page).toContain("| 404 | 900 | 1.00 k |  | 1.80 k |");
  });

  it("has the ratios of both forms of Roster to each peer, with their spread", () => {
    expect(page).toContain("| one user | **0.55** (0.50–0.75) | **2.20** (2.00–3.00) |");
    expect(page).toContain("| one user | **1.10** (1.00–1.50) | **4.40** (4.00–6.00) |");
    expect(page).toContain("| 404 |  | **0.50** (0.50–0.50) |");
  });

  it("has latencies, starts and memory, the machine, and what was left out", () => {
    expect(page).toContain("| one user | Roster | 11.0 k | 0.50 ms | 2.00 ms |");
    expect(page).toContain("| Roster | 310 ms (300–350) | 91 MiB | 141 MiB |");
    for (const item of ["a machine", "Left out: Flask, gunicorn: no Python"]) expect(page).toContain(`- ${item}`);
  });

  it("shows each case in a plot that is beside it, and says what is to be seen there", () => {
    const images = [...page.matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)];
    expect(images.map(([, , file]) => file)).toEqual(["benchmarks/one.svg", "benchmarks/missing.svg"]);
    expect(images[0]?.[1]).toBe(
      "one user: requests per second: Roster 22 k; Roster, limits and log off 44 k; node:http, a constant 40 k; node:http + SQLite 10 k",
    );
    for (const [, , file = ""] of images) expect(files.get(file)).toMatch(/^<svg /);
  });
});

describe("a plot", () => {
  const bars = [
    { title: 'A & "B"', value: 50, minimum: 40, maximum: 100, isOurs: true },
    { title: "<c>", value: 25, minimum: 25, maximum: 25, isOurs: false },
  ];

  it("has a title, and a label that tells what it shows", () => {
    const svg = plot("a case", bars);
    expect(svg).toContain("<title>a case</title>");
    expect(svg).toContain('role="img" aria-label="a case: A &amp; &quot;B&quot; 50; &lt;c> 25"');
    expect(description("a case", bars)).toBe('a case: A & "B" 50; <c> 25');
  });

  it("has bars from zero: half as much is half as long", () => {
    const widths = [...plot("a case", bars).matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(2);
    expect(Number(widths[0]) / Number(widths[1])).toBeCloseTo(2, 5);
  });
});
