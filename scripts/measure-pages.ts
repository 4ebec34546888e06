/**
 * npm run measure:pages [-- --users 1000000 --runs 1000]
 * Fills a directory with users, reads pages of it through the store, and prints Markdown tables on standard output.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { foldName } from "../src/store/name-key.ts";
import type { UserPageRequest } from "../src/store/queries/user-page.ts";
import type { Position, UserSort } from "../src/store/queries/user-range.ts";
import { openStore, type Store } from "../src/store/store.ts";

const firstNames = [
  "Alice",
  "Bob",
  "Carol",
  "Dmitri",
  "Élodie",
  "Fatima",
  "Güneş",
  "Haruki",
  "Ingrid",
  "José",
  "Mei",
  "Zoë",
];
const lastNames = [
  "Adams",
  "Bianchi",
  "Castro",
  "Dubois",
  "Eriksson",
  "Fischer",
  "García",
  "Haddad",
  "Ivanov",
  "Kim",
  "Øst",
];
const sorts = ["id", "name", "age", "-age"] as const satisfies readonly UserSort[];
const rare = "Xerxes Quill";
const rareEvery = 50_000;

interface Case {
  readonly title: string;
  readonly request: UserPageRequest;
}

interface Measurement {
  readonly users: number;
  readonly medianMicroseconds: number;
  readonly p99Microseconds: number;
}

const progress = (text: string): void => {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
};

// The same directory each time: a linear congruential generator (Numerical Recipes).
const random = (() => {
  let state = 1;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
})();

const newName = (index: number): string =>
  index % rareEvery === 0
    ? rare
    : `${firstNames[random(firstNames.length)]} ${lastNames[random(lastNames.length)]} ${random(100_000)}`;

const fill = (filename: string, count: number): void => {
  const database = new DatabaseSync(filename);
  database.exec("pragma synchronous = off; begin");
  const insert = database.prepare("insert into users (name, name_key, age) values (?, ?, ?)");
  for (let index = 1; index <= count; index += 1) {
    const name = newName(index);
    insert.run(name, foldName(name), random(100));
    if (index % 50_000 === 0) progress(`filling: ${Math.round((index / count) * 100)} %`);
  }
  database.exec("commit; pragma wal_checkpoint(truncate)");
  database.close();
};

/** Where a page that begins behind so many rows begins. */
const positionAt = (filename: string, sort: UserSort, row: number): Position => {
  const [column, direction] = [{ id: "id", name: "name_key", age: "age" }[sort.replace("-", "")], sort[0] === "-"];
  const order = direction ? "desc" : "asc";
  const database = new DatabaseSync(filename, { readOnly: true });
  const found = database
    .prepare(`select ${column} as value, id from users order by ${column} ${order}, id ${order} limit 1 offset ?`)
    .get(row - 1);
  database.close();
  const id = Number(found?.id);
  return column === "id" ? [id] : [column === "age" ? Number(found?.value) : String(found?.value), id];
};

/** The first page of a sort, one from the middle and the last. */
const sortedCases = (filename: string, count: number, sort: UserSort): readonly UserPageRequest[] => [
  { limit: 50, sort },
  ...[Math.floor(count / 2), count - 50].map((row) => ({ limit: 50, sort, after: positionAt(filename, sort, row) })),
];

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

const measure = async ({ queries }: Store, request: UserPageRequest, runs: number): Promise<Measurement> => {
  const { users } = await queries.users.list(request);
  const durations: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await queries.users.list(request);
    durations.push((performance.now() - start) * 1_000);
  }
  durations.sort((left, right) => left - right);
  const at = (part: number): number => durations[Math.floor(part * (runs - 1))] ?? Number.NaN;
  return { users: users.length, medianMicroseconds: at(0.5), p99Microseconds: at(0.99) };
};

const cell = ({ medianMicroseconds, p99Microseconds }: Measurement): string =>
  `${medianMicroseconds.toFixed(0)} / ${p99Microseconds.toFixed(0)} µs`;

const { values } = parseArgs({
  options: { users: { type: "string", default: "1000000" }, runs: { type: "string", default: "1000" } },
});
const [count, runs] = [Number(values.users), Number(values.runs)];
const directory = mkdtempSync(join(tmpdir(), "roster-pages-"));
const filename = join(directory, "roster.db");
try {
  await (await openStore({ databaseUrl: filename, sampleData: false }))[Symbol.asyncDispose]();
  fill(filename, count);
  await using store = await openStore({ databaseUrl: filename, sampleData: false });
  console.log("| Sorted by | first page | behind row %s | last page |", Math.floor(count / 2).toLocaleString("en"));
  console.log("|---|--:|--:|--:|");
  for (const sort of sorts) {
    progress(`measuring: sorted by ${sort}`);
    const cells: string[] = [];
    for (const request of sortedCases(filename, count, sort)) cells.push(cell(await measure(store, request, runs)));
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
