/**
 * npm run measure:replicas [-- --processes 1,2,3 --users 100000 --connections 48 --seconds 6 --rounds 3]
 * Puts load by wrk on one, two and three Rosters that share a PostgreSQL server, and prints a Markdown table on standard
 * output: requests in a second, and what a request takes of the processors in Roster and in PostgreSQL. The server is the
 * one that DATABASE_URL names, or else one from npm; what it takes is known of the latter only.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { runFile } from "../tests/support/process.ts";
import { fillDatabase } from "./measure/postgres-engine.ts";
import { openServer } from "./measure/postgres-server.ts";
import { processorSeconds } from "./measure/processor-time.ts";
import { progress } from "./measure/progress.ts";
import { type Replica, startReplica } from "./measure/replica.ts";
import { type LoadCase, type LoadOptions, type LoadResult, loadCases, loadReplicas } from "./measure/replica-load.ts";

interface Measured extends LoadResult {
  /** Microseconds of processor time a request. */
  readonly roster: number;
  readonly postgres: number;
}

const printed = async (environment: Readonly<Record<string, string>>, ...words: string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await runFile("scripts/keys.ts", words, environment);
  if (exitCode !== 0) throw new Error(stderr.trim());
  return stdout.trim();
};

const measure = async (
  replicas: readonly Replica[],
  serverPid: number | undefined,
  loadCase: LoadCase,
  options: LoadOptions,
): Promise<Measured> => {
  const used = (): readonly [number, number] => [
    replicas.reduce((sum, { pid }) => sum + processorSeconds(pid), 0),
    serverPid === undefined ? Number.NaN : processorSeconds(serverPid),
  ];
  const before = used();
  const result = await loadReplicas(
    replicas.map(({ address }) => address),
    loadCase,
    options,
  );
  const after = used();
  const perRequest = (index: 0 | 1): number => ((after[index] - before[index]) / result.requests) * 1_000_000;
  return { ...result, roster: perRequest(0), postgres: perRequest(1) };
};

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

const whole = (value: number): string => (Number.isNaN(value) ? "" : Math.round(value).toLocaleString("en"));

const row = (title: string, processes: number, rounds: readonly Measured[]): string => {
  const of = (read: (measured: Measured) => number): string => whole(median(rounds.map(read)));
  return `| ${title} | ${processes} | ${of(({ requestsPerSecond }) => requestsPerSecond)} | ${of(({ p99Microseconds }) => p99Microseconds / 1000)} | ${of(({ roster }) => roster)} | ${of(({ postgres }) => postgres)} |`;
};

const { values } = parseArgs({
  options: {
    processes: { type: "string", default: "1,2,3" },
    users: { type: "string", default: "100000" },
    connections: { type: "string", default: "48" },
    seconds: { type: "string", default: "6" },
    rounds: { type: "string", default: "3" },
  },
});
const processes = values.processes.split(",").map(Number);
const [users, rounds] = [Number(values.users), Number(values.rounds)];

await using server = await openServer(process.env.DATABASE_URL);
await using database = await server.createDatabase();
await fillDatabase(database, users, progress);
const sealing = { SEALING_KEYS: await printed({}, "sealing-key") };
const environment = { DATABASE_URL: database.databaseUrl, ...sealing };
const key = await printed(environment, "create", "--name", "measurement", "--scopes", "users:write");
const options: LoadOptions = { key, seconds: Number(values.seconds), connections: Number(values.connections) };
await using replicas = new AsyncDisposableStack();
const started: Replica[] = [];
for (let replica = 0; replica < Math.max(...processes); replica += 1) {
  started.push(replicas.use(await startReplica(environment)));
}

const results = new Map<string, Measured[]>();
const combinations = loadCases(users).flatMap((loadCase) => processes.map((count) => ({ loadCase, count })));
// In turns, so that what else the machine does for a while falls on all of them.
for (let round = 1; round <= rounds; round += 1) {
  for (const { loadCase, count } of combinations) {
    progress(`${loadCase.title}, ${count} processes, round ${round} of ${rounds}`);
    const name = `${loadCase.title}/${count}`;
    const measured = await measure(started.slice(0, count), server.pid, loadCase, options);
    results.set(name, [...(results.get(name) ?? []), measured]);
  }
}
progress("");
console.log("| Request | processes | requests/s | p99, ms | Roster, µs | PostgreSQL, µs |");
console.log("|---|--:|--:|--:|--:|--:|");
for (const { loadCase, count } of combinations) {
  console.log(row(loadCase.title, count, results.get(`${loadCase.title}/${count}`) ?? []));
}
console.log(
  `\nMedians of ${rounds} rounds of ${options.seconds} s; ${options.connections} connections, ${whole(users)} users. ` +
    `PostgreSQL ${server.version}, Node ${process.versions.node}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${process.platform}.`,
);
