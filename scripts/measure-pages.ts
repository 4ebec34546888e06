/**
 * npm run measure:pages [-- --users 1000000 --runs 1000]
 * Fills a directory with users, reads pages of it through the store, and prints Markdown tables on standard output.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { UserSort } from "../generated/types.ts";
import { app } from "../src/app.ts";
import { openStore } from "../src/core/store/store.ts";
import type { DirectoryStore } from "../src/directory/open.ts";
import type { UserPageRequest } from "../src/directory/queries/users.ts";
import { type Durations, measureRuns } from "./measure/durations.ts";
import { type AskRow, positionBehind } from "./measure/positions.ts";
import { progress } from "./measure/progress.ts";
import { askFile } from "./measure/sqlite-engine.ts";
import { makeSampleDirectory } from "./sample-directory.ts";

const sorts = ["id", "name", "age", "-age"] as const satisfies readonly UserSort[];

interface Case {
  readonly title: string;
  readonly request: UserPageRequest;
}

interface Measurement extends Durations {
  readonly users: number;
}

/** The first page of a sort, one from the middle and the last. */
const sortedCases = async (ask: AskRow, count: number, sort: UserSort): Promise<readonly UserPageRequest[]> => {
  const rows = [Math.floor(count / 2), count - 50];
  const positions = await Promise.all(rows.map((row) => positionBehind(ask, sort, row)));
  return [{ limit: 50, sort }, ...positions.map((after) => ({ limit: 50, sort, after }))];
};

const filteredCases: readonly Case[] = [
  {
    title: "`minAge=30&maxAge=40`, sorted by age",
    request: { limit: 50, sort: "age", minimumAge: 30, maximumAge: 40 },
  },
  { title: "`name=alice`, sorted by name", request: { limit: 50, sort: "name", namePrefix: "alice" } },
  { title: "`name=xerxes`, sorted by -age: few fit", request: { limit: 50, sort: "-age", namePrefix: "xerxes" } },
  {
    title: "`name=alice adams`, sorted by id: thousands fit",
    request: { limit: 50, sort: "id", namePrefix: "alice adams" },
  },
  {
    title: "`name=alice`, sorted by id: more than 10,000 fit",
    request: { limit: 50, sort: "id", namePrefix: "alice" },
  },
  { title: "`minAge=30`, sorted by id: most fit", request: { limit: 50, sort: "id", minimumAge: 30 } },
  {
    title: "`name=alice&minAge=99`, sorted by id: more than 10,000 fit each, few fit both",
    request: { limit: 50, sort: "id", namePrefix: "alice", minimumAge: 99 },
  },
];

const measure = async ({ queries }: DirectoryStore, request: UserPageRequest, runs: number): Promise<Measurement> => {
  const { items } = await queries.users.list(request);
  return { users: items.length, ...(await measureRuns(() => queries.users.list(request), runs)) };
};

const cell = ({ medianMicroseconds, p99Microseconds }: Measurement): string =>
  `${medianMicroseconds.toFixed(0)} / ${p99Microseconds.toFixed(0)} µs`;

const { values } = parseArgs({
  options: { users: { type: "string", default: "1000000" }, runs: { type: "string", default: "1000" } },
});
const [count, runs] = [Number(values.users), Number(values.runs)];
const directory = mkdtempSync(join(tmpdir(), "roster-pages-"));
const filename = join(directory, "roster.db");
const ask = askFile(filename);
try {
  await makeSampleDirectory(filename, count, (done) => progress(`filling: ${Math.round((done / count) * 100)} %`));
  await using store = await openStore(app, { databaseUrl: filename, sampleData: false });
  console.log("| Sorted by | first page | behind row %s | last page |", Math.floor(count / 2).toLocaleString("en"));
  console.log("|---|--:|--:|--:|");
  for (const sort of sorts) {
    progress(`measuring: sorted by ${sort}`);
    const cells: string[] = [];
    for (const request of await sortedCases(ask, count, sort)) cells.push(cell(await measure(store, request, runs)));
    console.log(`| ${sort} | ${cells.join(" | ")} |`);
  }
  console.log("\n| Filtered | users in the page | time |");
  console.log("|---|--:|--:|");
  for (const { title, request } of filteredCases) {
    progress(`measuring: ${title}`);
    const measurement = await measure(store, request, runs);
    console.log(`| ${title} | ${measurement.users} | ${cell(measurement)} |`);
  }
  progress("");
  const mebibytes = (statSync(filename).size / 2 ** 20).toFixed(0);
  const [processor] = cpus();
  console.log(
    `\nMedian / p99 of ${runs.toLocaleString("en")} runs each, limit 50; ${count.toLocaleString("en")} users, a file of ${mebibytes} MiB; ` +
      `Node ${process.versions.node}, SQLite ${process.versions.sqlite}, ${processor?.model.trim()}, ${process.platform}.`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
