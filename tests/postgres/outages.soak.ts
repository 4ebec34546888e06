import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { formatSealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { showProgress, soakCount } from "../hostile/soak.ts";
import { startOwnPostgresServer } from "../support/own-postgres-server.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { type RequestOptions, send } from "../support/roster.ts";
import { sealingKey } from "../support/sealing.ts";
import { until } from "../support/until.ts";

const outages = soakCount(5);
const outageMilliseconds = 10_000;
const callers = 8;
const pauseMilliseconds = 5;
/** For so long answers may be kept. */
const keptMilliseconds = 1_000;

type Kind = "read" | "write" | "liveness";

interface Answer {
  readonly kind: Kind;
  readonly begin: number;
  readonly end: number;
  readonly status: number;
  readonly retryAfter: string | null;
}

const countByStatus = (answers: readonly Answer[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { kind, status } of answers) counts[`${kind} ${status}`] = (counts[`${kind} ${status}`] ?? 0) + 1;
  return counts;
};

const firstOf = (answers: readonly Answer[], kind: Kind, status: number, after: number): Answer | undefined =>
  answers.find((answer) => answer.kind === kind && answer.status === status && answer.begin > after);

/** Asks on and on until the signal, each caller one thing after the other, and notes every answer. */
const startLoad = (address: string, key: string, signal: AbortSignal) => {
  const answers: Answer[] = [];
  const ask = async (kind: Kind, method: string, path: string, options: RequestOptions = {}): Promise<void> => {
    const begin = performance.now();
    const { status, headers } = await send(address, method, path, options);
    answers.push({ kind, begin, end: performance.now(), status, retryAfter: headers.get("retry-after") });
  };
  const asks = [
    () => ask("write", "POST", "/api/users", { key, body: { name: "Ada", age: 36 } }),
    () => ask("read", "GET", "/api/users"),
    () => ask("read", "GET", "/api/data"),
    () => ask("liveness", "GET", "/livez"),
  ];
  const call = async (caller: number): Promise<void> => {
    for (let turn = caller; !signal.aborted; turn += 1) {
      await asks[turn % asks.length]?.();
      await setTimeout(pauseMilliseconds);
    }
  };
  return { answers, over: Promise.all(Array.from({ length: callers }, (_, caller) => call(caller))) };
};

/** What callers saw of a server that was gone from one time to another. */
const judge = (answers: readonly Answer[], gone: number, back: number) => {
  const meanwhile = answers.filter(({ begin }) => begin > gone && begin < back);
  const took = ({ begin, end }: Answer): number => end - begin;
  const slowest = (some: readonly Answer[]): number => Math.round(Math.max(...some.map(took)));
  const servedAfter = (kind: Kind, status: number): number =>
    Math.round((firstOf(answers, kind, status, back)?.end ?? Number.POSITIVE_INFINITY) - back);
  const liveness = meanwhile.filter(({ kind }) => kind === "liveness");
  const refused = answers.filter(({ status }) => status === 503);
  return {
    meanwhile: countByStatus(meanwhile),
    slowestRefusal: slowest(refused),
    slowestLiveness: slowest(liveness),
    firstRead: servedAfter("read", 200),
    firstWrite: servedAfter("write", 201),
    lateRead: firstOf(meanwhile, "read", 200, gone + keptMilliseconds),
    refused,
    liveness,
  };
};

it(`case 45: on postgres, a server that is gone for 10 s under load is a 503 at once, and is used as soon as it is back, ${outages} times`, async () => {
  await using server = await startOwnPostgresServer({ fsync: "off" });
  const environment = {
    DATABASE_URL: server.urlOf("postgres"),
    SEALING_KEYS: formatSealingKey(sealingKey("one")),
    RATE_LIMIT: "requests=1000000/60,writes=1000000/60",
  };
  const create = ["create", "--name", "load", "--scopes", "users:write"];
  const key = (await runFile("scripts/keys.ts", create, environment)).stdout.trim();
  const roster = await startRosterProcess(environment);
  const ending = new AbortController();
  const { answers, over } = startLoad(roster.address, key, ending.signal);
  const show = showProgress(`case 45: ${outages} outages of 10 s`, outages);
  try {
    for (let outage = 1; outage <= outages; outage += 1) {
      answers.length = 0;
      await until(() => ["read 200", "write 201"].every((each) => each in countByStatus(answers)));
      await server.stop();
      const gone = performance.now();
      await setTimeout(outageMilliseconds);
      await server.start();
      const back = performance.now();
      await until(
        () => firstOf(answers, "read", 200, back) !== undefined && firstOf(answers, "write", 201, back) !== undefined,
      );
      const { lateRead, refused, liveness, ...figures } = judge(answers, gone, back);
      show(outage);
      process.stderr.write(`In milliseconds: ${JSON.stringify(figures)}\n`);
      expect([...new Set(answers.map(({ status }) => status))].toSorted()).toEqual([200, 201, 503]);
      expect(new Set(liveness.map(({ status }) => status))).toEqual(new Set([200]));
      for (const { retryAfter } of refused) expect(Number(retryAfter)).toBeGreaterThanOrEqual(1);
      expect(lateRead).toBeUndefined();
      expect(figures.slowestRefusal).toBeLessThan(outageMilliseconds / 10);
      expect(Math.max(figures.firstRead, figures.firstWrite)).toBeLessThan(outageMilliseconds / 5);
    }
  } finally {
    ending.abort();
    await over.catch(() => {});
    roster.child.kill("SIGTERM");
    await roster.ended;
  }
  await over;
});
