/**
 * npm run measure:replicas [-- --processes 1,2,3 --users 100000 --connections 48 --seconds 6 --rounds 3]
 * Puts load by wrk on one, two and three Rosters that share a PostgreSQL server, and prints a Markdown table on standard
 * output: requests in a second, and what a request takes of the processors in Roster and in PostgreSQL. The server is the
 * one that DATABASE_URL names, or else one from npm; what it takes is known of the latter only.
 */
import { cpus } from "node:os";
import { runFile } from "../tests/support/process.ts";
import { fillDatabase } from "./measure/postgres-engine.ts";
import { openServer } from "./measure/postgres-server.ts";
import { processorSeconds } from "./measure/processor-time.ts";
import { progress } from "./measure/progress.ts";
import { type Replica, startReplica } from "./measure/replica.ts";
import { type LoadCase, type LoadOptions, type LoadResult, loadCases, loadReplicas } from "./measure/replica-load.ts";
import { type ReplicaOptions, readReplicaOptions } from "./measure/replica-options.ts";

interface Measured extends LoadResult {
  /** Microseconds of processor time a request. */
  readonly roster: number;
  readonly postgres: number;
}

/** A case, and how many processes share its load. */
interface Combination {
  readonly loadCase: LoadCase;
  readonly count: number;
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

const startReplicas = async (count: number, environment: Readonly<Record<string, string>>) => {
  const stack = new AsyncDisposableStack();
  const started: Replica[] = [];
  try {
    while (started.length < count) started.push(stack.use(await startReplica(environment)));
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
  return { started, [Symbol.asyncDispose]: () => stack.disposeAsync() };
};

const print = (
  { users, connections, seconds, rounds }: ReplicaOptions,
  version: string,
  results: ReadonlyMap<Combination, readonly Measured[]>,
): void => {
  console.log("| Request | processes | requests/s | p99, ms | Roster, µs | PostgreSQL, µs |");
  console.log("|---|--:|--:|--:|--:|--:|");
  for (const [{ loadCase, count }, measured] of results) console.log(row(loadCase.title, count, measured));
  console.log(
    `\nMedians of ${rounds} rounds of ${seconds} s; ${connections} connections, ${whole(users)} users. ` +
      `PostgreSQL ${version}, Node ${process.versions.node}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${process.platform}.`,
  );
};

const measureAll = async (options: ReplicaOptions): Promise<void> => {
  const { processes, users, connections, seconds, rounds } = options;
  await using server = await openServer(process.env.DATABASE_URL);
  await using database = await server.createDatabase();
  await fillDatabase(database, users, progress);
  const environment = { DATABASE_URL: database.databaseUrl, SEALING_KEYS: await printed({}, "sealing-key") };
  const scopes = "users:write,contacts:write";
  const key = await printed(environment, "create", "--name", "measurement", "--scopes", scopes);
  await using replicas = await startReplicas(Math.max(...processes), environment);
  const measureOne = ({ loadCase, count }: Combination): Promise<Measured> =>
    measure(replicas.started.slice(0, count), server.pid, loadCase, { key, seconds, connections });

  const cases = loadCases(users);
  // Not yet compiled, and without connections, they would be measured in the first round only.
  for (const loadCase of cases) {
    progress(`${loadCase.title}, to warm up`);
    await measureOne({ loadCase, count: replicas.started.length });
  }
  const results = new Map<Combination, Measured[]>(
    cases.flatMap((loadCase) => processes.map((count) => [{ loadCase, count }, []])),
  );
  // In turns, so that what else the machine does for a while falls on all of them.
  for (let round = 1; round <= rounds; round += 1) {
    for (const [combination, measured] of results) {
      progress(`${combination.loadCase.title}, processes: ${combination.count}, round ${round} of ${rounds}`);
      measured.push(await measureOne(combination));
    }
  }
  progress("");
  print(options, server.version, results);
};

const options = readReplicaOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 1;
} else {
  await measureAll(options);
}
