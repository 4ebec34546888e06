import { once } from "node:events";
import { request as openRequest } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { rateLimitsOf } from "../../src/core/contract/rate-limits.ts";
import { startBoundServer } from "../http/bound-server.ts";
import { addressOf, operations } from "../http/contract-operations.ts";
import { expectProblem } from "../support/problem.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { checkResponse, contract, startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";

/** A Roster whose policies have these quotas, and windows that no test outlives. */
const startLimited = (quotas: Readonly<Record<string, number>>): Promise<TestRoster> =>
  startRoster({
    rateLimit: Object.entries(quotas).map(([name, quota]) => ({ name, quota, windowSeconds: 3600 })),
  });

/** Asks from another address of this machine; all of 127.0.0.0/8 are. */
const getFrom = async (localAddress: string, { port }: TestRoster, path: string): Promise<number> => {
  const request = openRequest({ host: "127.0.0.1", port, localAddress, path, agent: false }).end();
  const [response] = await once(request, "response");
  const headers = new Headers(response.headers);
  const received = { method: "GET", path, status: response.statusCode, headers, text: await text(response) };
  checkResponse(received);
  return received.status;
};

const statuses = (answers: readonly TestResponse[]): readonly number[] => answers.map(({ status }) => status);

const times = async <Result>(count: number, act: () => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let index = 0; index < count; index += 1) results.push(await act());
  return results;
};

afterEach(() => void vi.useRealTimers());

describe("case 32: what holds, and what remains, is told", () => {
  it("by every answer of a limited operation, and by no other", async () => {
    await using roster = await startRoster();
    const policies = new Map(rateLimitsOf(contract).map((policy) => [policy.name, policy]));
    for (const operation of operations) {
      const { headers } = await roster.request(operation.method, addressOf(operation));
      const told = operation.rateLimits
        .map((name) => `"${name}";q=${policies.get(name)?.quota};w=${policies.get(name)?.windowSeconds}`)
        .join(", ");
      expect(headers.get("ratelimit-policy") ?? "").toBe(told);
      expect(headers.has("ratelimit")).toBe(told !== "");
    }
  });

  it("for each policy that has counted the request", async () => {
    await using roster = await startLimited({ requests: 9, writes: 5 });
    const [key, weakKey] = [await roster.createKey(["users:write"]), await roster.createKey([])];
    const create = (credential: string) =>
      roster.request("POST", "/api/users", { key: credential, body: { name: "Ada", age: 36 } });
    const remaining = ({ headers }: TestResponse) => headers.get("ratelimit")?.replaceAll(/;t=\d+/g, "");
    expect(remaining(await create(key))).toBe('"requests";r=8, "writes";r=4');
    expect(remaining(await create(weakKey))).toBe('"requests";r=7');
    expect(remaining(await create(key))).toBe('"requests";r=6, "writes";r=3');
    expect(remaining(await roster.request("GET", "/api/users"))).toBe('"requests";r=5');
    expect(remaining(await roster.request("HEAD", "/api/users"))).toBe('"requests";r=4');
  });
});

describe("case 32: too many requests from an address", () => {
  it("are a 429 with Retry-After, and another address is served", async () => {
    await using roster = await startLimited({ requests: 3 });
    const answers = await times(5, () => roster.request("GET", "/api/users"));
    expect(statuses(answers)).toEqual([200, 200, 200, 429, 429]);
    const refused = answers[3] as TestResponse;
    expect(expectProblem(refused, "rate-limited")).toMatchObject({
      detail: "This address has made 3 requests within 3,600 seconds.",
      instance: "/api/users",
    });
    const seconds = Number(refused.headers.get("retry-after"));
    expect(refused.headers.get("ratelimit")).toBe(`"requests";r=0;t=${seconds}`);
    expect(refused.headers.get("ratelimit-policy")).toBe('"requests";q=3;w=3600');
    expect(seconds).toBeLessThanOrEqual(3600);
    expect(await getFrom("127.0.0.2", roster, "/api/users")).toBe(200);
    expect(await getFrom("127.0.0.1", roster, "/api/users")).toBe(429);
  });

  it("count whatever they are answered with, before a credential is looked at", async () => {
    await using roster = await startLimited({ requests: 3 });
    const key = await roster.createKey(["users:write"]);
    const create = (credential: string, body: unknown) =>
      roster.request("POST", "/api/users", { key: credential, body });
    expect((await create("forged", {})).status).toBe(401);
    expect((await create(key, {})).status).toBe(400);
    expect((await roster.request("GET", "/api/users/999")).status).toBe(404);
    expectProblem(await create(key, { name: "Ada", age: 36 }), "rate-limited");
  });

  it("are refused before the body is asked for", async () => {
    await using roster = await startLimited({ requests: 1 });
    const key = await roster.createKey(["users:write"]);
    await roster.request("GET", "/api/users");
    await using connection = await connectTo(roster.port);
    const headers = [
      `Authorization: Bearer ${key}`,
      "Content-Type: application/json",
      "Content-Length: 9",
      "Expect: 100-continue",
    ];
    await connection.send(requestText("POST /api/users HTTP/1.1", headers));
    expectProblem(await connection.response(), "rate-limited");
  });

  it("count the same with HEAD as with GET, and a HEAD that is refused has no body", async () => {
    await using roster = await startLimited({ requests: 2 });
    const answers = await times(3, () => roster.request("HEAD", "/api/users"));
    expect(statuses(answers)).toEqual([200, 200, 429]);
    expect(answers[2]).toMatchObject({ text: "" });
    expect(answers[2]?.headers.get("retry-after")).toMatch(/^\d+$/);
    expect((await roster.request("GET", "/api/users")).status).toBe(429);
  });

  it("leave what is not limited as it is: health", async () => {
    await using roster = await startLimited({ requests: 1 });
    expect(statuses(await times(2, () => roster.request("GET", "/api/users")))).toEqual([200, 429]);
    for (const path of ["/livez", "/readyz"]) expect((await roster.request("GET", path)).status).toBe(200);
  });

  it.each([
    ["GET /nobody HTTP/1.1", 404],
    ["PUT /api/users HTTP/1.1", 405],
    ["OPTIONS /api/users HTTP/1.1", 204],
    ["GET /api/%zz HTTP/1.1", 400],
    ["GET /api/users#x HTTP/1.1", 400],
    ["NONSENSE / HTTP/1.1", 501],
  ])("count what no operation answers, too: %s", async (line, status) => {
    await using roster = await startLimited({ requests: 2 });
    const ask = async () => {
      await using connection = await connectTo(roster.port);
      await connection.send(requestText(line));
      return (await connection.response()).status;
    };
    expect([await ask(), await ask(), await ask()]).toEqual([status, status, 429]);
    expect((await roster.request("GET", "/api/users")).status).toBe(429);
  });

  it("sum up in the log what a client asks that has used them up, and say how much it was", async () => {
    await using roster = await startLimited({ requests: 1 });
    await times(50, () => roster.request("GET", "/api/users"));
    const refused = roster.log.map((line) => JSON.parse(line)).filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(roster.log.join("")).toContain("more requests refused");
  });

  it("do not count what tells whether the process is alive, whose lines are summed up after 600 a minute", async () => {
    await using roster = await startRoster();
    await using connection = await connectTo(roster.port);
    const sending = connection.send(requestText("GET /livez HTTP/1.1").repeat(1_000));
    for (let index = 0; index < 1_000; index += 1) expect((await connection.response()).status).toBe(200);
    await sending;
    const lines = roster.log.filter((line) => line.includes("getLiveness"));
    expect(lines).toHaveLength(600);
    expect(roster.log.join("")).toContain("more requests answered that no rate limit counts");
  });

  it("let a client that goes on after a 429 wait on its connection, and answer it all the same", async () => {
    await using roster = await startLimited({ requests: 1 });
    await using connection = await connectTo(roster.port);
    await connection.send(requestText("GET /api/users HTTP/1.1").repeat(4));
    for (const status of [200, 429, 429, 429]) expect((await connection.response()).status).toBe(status);
  });

  it.each([
    ["2001:db8:0:1::1", "2001:db8:0:1:ffff::2", 429],
    ["2001:db8:0:1::1", "2001:db8:0:2::1", 200],
    ["::ffff:192.0.2.1", "192.0.2.1", 429],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.2", 200],
  ])("count in IPv6 by network, and IPv4 in IPv6 as IPv4: after %s, %s gets %d", async (first, second, status) => {
    const rateLimits = rateLimitsOf(contract).map((policy) => ({ ...policy, quota: 1 }));
    const getData = async () => ({ status: 200, body: {}, headers: { ETag: '"none"' } });
    await using server = await startBoundServer({ getData }, { rateLimits });
    // The only way to come from any address: this machine has one for IPv6.
    const ask = (remoteAddress: string) => server.app.inject({ url: "/api/data", remoteAddress });
    expect((await ask(first)).statusCode).toBe(200);
    expect((await ask(second)).statusCode).toBe(status);
  });
});

describe("case 32: too many requests with a credential", () => {
  it("are a 429 from every address, nothing is done, and other credentials and limits are not touched", async () => {
    await using roster = await startLimited({ writes: 2 });
    const scopes = ["users:write", "contacts:read"];
    const [key, other] = [await roster.createKey(scopes), await roster.createKey(scopes)];
    const create = (credential: string) =>
      roster.request("POST", "/api/users", { key: credential, body: { name: "Ada", age: 36 } });
    expect(statuses(await times(3, () => create(key)))).toEqual([201, 201, 429]);
    const refused = await roster.request("DELETE", "/api/users/1", { key });
    expect(expectProblem(refused, "rate-limited")).toMatchObject({
      detail: "This credential has made 2 requests within 3,600 seconds.",
    });
    expect(refused.headers.get("ratelimit")).toMatch(/^"requests";r=\d+;t=\d+, "writes";r=0;t=\d+$/);
    expect((await roster.request("GET", "/api/contacts?email=a@example.com", { key })).status).toBe(200);
    expect((await create(other)).status).toBe(201);
    expect((await roster.request("GET", "/api/users")).json).toHaveLength(5);
  });

  it("do not count what the credential was not let in for", async () => {
    await using roster = await startLimited({ writes: 1 });
    const key = await roster.createKey(["data:write"]);
    const create = () => roster.request("POST", "/api/users", { key, body: { name: "Ada", age: 36 } });
    expect(statuses(await times(3, create))).toEqual([403, 403, 403]);
    expect((await roster.request("PUT", "/api/data/a", { key, body: { value: "b" } })).status).toBe(201);
  });
});

describe("case 32: a window", () => {
  it("is over after Retry-After", async () => {
    await using roster = await startRoster({ rateLimit: [{ name: "requests", quota: 1, windowSeconds: 1 }] });
    const ask = () => roster.request("GET", "/api/users");
    expect((await ask()).status).toBe(200);
    // The first may have been a second ago, on a machine that has much to do.
    let refused = await ask();
    while (refused.status === 200) refused = await ask();
    await setTimeout(Number(refused.headers.get("retry-after")) * 1000);
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ["forward", 3_600_000],
    ["back", -3_600_000],
  ])("lasts as long as it should when the clock is set %s by an hour", async (_, milliseconds) => {
    await using roster = await startRoster({
      rateLimit: [
        { name: "writes", quota: 1, windowSeconds: 3000 },
        { name: "reads", quota: 1, windowSeconds: 2 },
      ],
    });
    const key = await roster.createKey(["data:write", "contacts:read"]);
    const write = async () => (await roster.request("PUT", "/api/data/a", { key, body: { value: "b" } })).status;
    const read = async () => (await roster.request("GET", "/api/contacts?email=a@example.com", { key })).status;
    expect([await write(), await read()]).toEqual([201, 200]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + milliseconds });
    expect(await write()).toBe(429);
    await expect.poll(read, { timeout: 10_000 }).toBe(200);
  });
});

it("RATE_LIMIT=off refuses nothing, tells nothing, and is in the log", async () => {
  await using roster = await startRoster({ rateLimit: "off" });
  const { status, headers } = await roster.request("GET", "/api/users");
  expect([status, headers.has("ratelimit"), headers.has("ratelimit-policy")]).toEqual([200, false, false]);
  expect(roster.log.filter((line) => line.includes("RATE_LIMIT is off"))).toHaveLength(1);
});
