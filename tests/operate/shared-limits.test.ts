import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RedisServer, redisProgram, startRedis } from "../support/redis.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { until } from "../support/until.ts";

const rateLimit = [{ name: "requests", quota: 10, windowSeconds: 600 }];

/** How much of its quota this address has left, as one of the Rosters tells. */
const ask = async ({ request }: TestRoster): Promise<{ readonly status: number; readonly remaining: number }> => {
  const { status, headers } = await request("GET", "/api/users/1");
  return { status, remaining: Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]) };
};

const messages = (roster: TestRoster): readonly string[] => roster.log.map((line) => JSON.parse(line).msg);
const counts = (roster: TestRoster, text: string): number => messages(roster).filter((each) => each === text).length;
const alone = "Redis is not there: requests are counted by each process alone";
const together = "requests are counted together again";

describe.skipIf(redisProgram === undefined)("rate limits of two Rosters with one Redis", () => {
  let redis: RedisServer;
  let one: TestRoster;
  let other: TestRoster;
  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(async () => {
    await redis.stop();
    await redis.start();
    one = await startRoster({ redisUrl: redis.url, rateLimit });
    other = await startRoster({ redisUrl: redis.url, rateLimit });
    await until(async () => (await gauge(one)) === 1 && (await gauge(other)) === 1);
    return async () => {
      await one[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
    };
  });
  afterAll(() => redis[Symbol.asyncDispose]());

  const keys = new WeakMap<TestRoster, string>();
  const gauge = async (roster: TestRoster): Promise<number> => {
    const key = keys.get(roster) ?? (await roster.createKey(["metrics:read"]));
    keys.set(roster, key);
    const { text } = await roster.request("GET", "/metrics", { key });
    return Number(/^roster_rate_limits_shared (\d)$/m.exec(text)?.[1]);
  };

  it("are counted together", async () => {
    const { remaining } = await ask(one);
    expect((await ask(other)).remaining).toBe(remaining - 1);
    expect((await ask(one)).remaining).toBe(remaining - 2);
  });

  it("refuse at one what was used up at the other, and say when to come back", async () => {
    while ((await ask(one)).status === 200);
    const { status, headers } = await other.request("GET", "/api/users/1");
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("are counted by each alone while Redis is gone, from where each was, and together when it is back", async () => {
    await ask(one);
    await redis.stop();
    await until(() => Promise.resolve(counts(one, alone) === 1));
    const { status, remaining } = await ask(one);
    expect(status).toBe(200);
    // Had it begun anew, there would be 9.
    expect(remaining).toBeLessThan(9);
    await redis.start();
    await until(async () => {
      await one.request("GET", "/api/users/1");
      return counts(one, together) === 1;
    });
    expect(counts(one, alone)).toBe(1);
  });

  it("do not hold requests up while Redis hangs", async () => {
    const child = redis.process();
    child.kill("SIGSTOP");
    try {
      expect((await ask(one)).status).toBe(200);
      expect((await ask(one)).status).toBe(200);
      expect(counts(one, alone)).toBe(1);
    } finally {
      child.kill("SIGCONT");
    }
  });
});

it("a Roster whose Redis was never there starts, counts alone and says so", async () => {
  await using roster = await startRoster({ redisUrl: "redis://127.0.0.1:1", rateLimit });
  expect((await ask(roster)).remaining).toBe(9);
  await until(() => Promise.resolve(counts(roster, alone) === 1));
});
