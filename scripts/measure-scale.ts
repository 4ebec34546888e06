/**
 * npm run measure:scale [-- --rows 10000,100000 --runs 200 --engines sqlite,postgres --write]
 * Fills directories of several sizes on both engines, measures reads and durable creates through the store, and prints
 * Markdown tables on standard output. PostgreSQL is the server that DATABASE_URL names, where databases of its own are
 * made and dropped, or else one from npm. `--write` draws docs/scaling.svg.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { app } from "../src/app.ts";
import { openStore } from "../src/core/store/store.ts";
import type { MeasuredEngine } from "./measure/directory.ts";
import { openPostgresEngine } from "./measure/postgres-engine.ts";
import { progress } from "./measure/progress.ts";
import { type Measured, type ScaleCase, scaleCases } from "./measure/scale-cases.ts";
import { type EngineName, readScaleOptions, type ScaleOptions } from "./measure/scale-options.ts";
import { scalePlot } from "./measure/scale-plot.ts";
import { type SizeResult, scaleTables } from "./measure/scale-report.ts";
import { sqliteEngine } from "./measure/sqlite-engine.ts";

const repetitions = 3;

const open: Readonly<Record<EngineName, () => Promise<MeasuredEngine>>> = {
  sqlite: async () => sqliteEngine,
  postgres: () => openPostgresEngine(process.env.DATABASE_URL),
};

/** What a repetition suffered from that the others did not is left out. */
const best = (measured: readonly Measured[]): Measured => {
  const perSecond = measured.flatMap((one) => one.perSecond ?? []);
  return {
    medianMicroseconds: Math.min(...measured.map(({ medianMicroseconds }) => medianMicroseconds)),
    p99Microseconds: Math.min(...measured.map(({ p99Microseconds }) => p99Microseconds)),
    ...(perSecond.length > 0 && { perSecond: Math.max(...perSecond) }),
  };
};

const measureCases = async (
  cases: readonly ScaleCase[],
  runs: number,
  onProgress: (text: string) => void,
): Promise<ReadonlyMap<string, Measured>> => {
  const all = new Map<string, Measured[]>(cases.map(({ title }) => [title, []]));
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const { title, run } of cases) {
      onProgress(`${title}, ${repetition} of ${repetitions}`);
      all.get(title)?.push(await run(runs));
    }
  }
  return new Map([...all].map(([title, measured]) => [title, best(measured)]));
};

const measureSize = async (engine: MeasuredEngine, users: number, runs: number): Promise<SizeResult> => {
  const onProgress = (text: string): void => progress(`${engine.title}, ${users.toLocaleString("en")} users: ${text}`);
  await using directory = await engine.fill(users, onProgress);
  const { databaseUrl, ask, fillSeconds } = directory;
  const bytes = await directory.bytes();
  await using store = await openStore(app, { databaseUrl, sampleData: false });
  await store.ready;
  onProgress("looking for the pages");
  const cases = await measureCases(await scaleCases(store, ask, users), runs, onProgress);
  return { engine: engine.title, users, fillSeconds, bytes, cases };
};

const measureAll = async ({ engines, rows, runs, write }: ScaleOptions): Promise<void> => {
  const results: SizeResult[] = [];
  const versions: string[] = [];
  for (const name of engines) {
    await using engine = await open[name]();
    versions.push(`${engine.title} ${engine.version}`);
    for (const users of rows) results.push(await measureSize(engine, users, runs));
  }
  progress("");
  const [processor] = cpus();
  console.log(scaleTables(results));
  console.log(
    `\nLimit 50; ${runs.toLocaleString("en")} runs each, ${repetitions} times: the smallest of the medians and of the p99. ` +
      `${versions.join(", ")}, Node ${process.versions.node}, ${processor?.model.trim()}, ${cpus().length} cores, ${process.platform}.`,
  );
  if (write) writeFileSync(new URL("../docs/scaling.svg", import.meta.url), scalePlot(results));
};

const options = readScaleOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 1;
} else {
  await measureAll(options);
}
