import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMetrics } from "../../src/core/observe/metrics.ts";
import { type Sample, samplesOf } from "../support/exposition.ts";
import { connectTo, exchange, requestText } from "../support/raw-http.ts";
import { contract, startRoster, type TestRoster } from "../support/roster.ts";
import { until } from "../support/until.ts";

const keys = new WeakMap<TestRoster, Promise<string>>();

const scrape = async (roster: TestRoster): Promise<readonly Sample[]> => {
  if (!keys.has(roster)) keys.set(roster, roster.createKey(["metrics:read"]));
  const key = (await keys.get(roster)) ?? "";
  return samplesOf((await roster.request("GET", "/metrics", { key })).text);
};

/** The value of the one sample of this name that has these labels; 0 where there is none. */
const amountOf = (samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number => {
  const fits = ({ labels: those }: Sample) => Object.entries(labels).every(([label, value]) => those[label] === value);
  const found = samples.filter((sample) => sample.name === name && fits(sample));
  if (found.length > 1) throw new Error(`${name} is there more than once.`);
  return found[0]?.value ?? 0;
};

/** Waits until the numbers are so: a request is counted when its answer has left, which may be after it arrived. */
const eventually = (roster: TestRoster, holds: (samples: readonly Sample[]) => boolean): Promise<void> =>
  until(async () => holds(await scrape(roster)));

describe("/metrics", () => {
  let roster: TestRoster;
  beforeAll(async () => {
    roster = await startRoster();
  });
  afterAll(() => roster[Symbol.asyncDispose]());

  it("is what Prometheus reads, with its content type, and HEAD has the same", async () => {
    const key = await roster.createKey(["metrics:read"]);
    for (const method of ["GET", "HEAD"]) {
      const { status, headers } = await roster.request(method, "/metrics", { key });
      expect(status).toBe(200);
      expect(headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    }
    expect((await scrape(roster)).length).toBeGreaterThan(50);
  });

  it("counts requests and their time by operation and status", async () => {
    const before = await scrape(roster);
    for (let count = 0; count < 3; count += 1) await roster.request("GET", "/api/users/1");
    await roster.request("HEAD", "/api/users/1");
    await roster.request("GET", "/api/users/77");
    const added = (samples: readonly Sample[], name: string, status: string): number =>
      amountOf(samples, name, { operation: "getUser", status }) -
      amountOf(before, name, { operation: "getUser", status });
    await eventually(roster, (samples) => added(samples, "http_requests_total", "404") === 1);
    await eventually(roster, (samples) => added(samples, "http_requests_total", "200") === 4);
    const after = await scrape(roster);
    expect(added(after, "http_request_duration_seconds_count", "200")).toBe(4);
    const ofUser = { operation: "getUser", status: "200" };
    const buckets = after.filter(
      ({ name, labels }) =>
        name === "http_request_duration_seconds_bucket" && labels.operation === "getUser" && labels.status === "200",
    );
    expect(buckets.map(({ labels }) => Number(labels.le?.replace("+Inf", "Infinity")))).toEqual([
      ...[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      Number.POSITIVE_INFINITY,
    ]);
    expect(buckets.at(-1)?.value).toBe(amountOf(after, "http_request_duration_seconds_count", ofUser));
    expect(buckets.map(({ value }) => value)).toEqual(buckets.map(({ value }) => value).toSorted((a, b) => a - b));
  });

  it("counts what no operation answers, and what the parser refuses, without a label that a caller chose", async () => {
    const before = await scrape(roster);
    for (let count = 0; count < 20; count += 1) await roster.request("GET", `/Zaphod/${count}`);
    await roster.request("PUT", "/api/users");
    await exchange(roster.port, requestText("GET /api/%zz?Zaphod HTTP/1.1"), "GET /livez");
    await exchange(roster.port, "Zaphod\r\n\r\n");
    await exchange(roster.port, requestText("CONNECT Zaphod:1 HTTP/1.1"), "CONNECT /livez");
    await exchange(roster.port, requestText("GET /livez HTTP/1.1", ["X-Request-Id: Zaphod", "Expect: Zaphod"]));
    const count = (samples: readonly Sample[], status: string): number =>
      amountOf(samples, "http_requests_total", { operation: "none", status }) -
      amountOf(before, "http_requests_total", { operation: "none", status });
    await eventually(roster, (samples) => count(samples, "404") === 20);
    await eventually(roster, (samples) => count(samples, "405") === 2 && count(samples, "400") === 2);
    const after = await scrape(roster);
    expect(JSON.stringify(after)).not.toContain("Zaphod");
    expect(after.length - before.length).toBeLessThan(100);
  });

  it("counts problems by their type", async () => {
    const ofType = (samples: readonly Sample[], type: string) => amountOf(samples, "http_problems_total", { type });
    const before = await scrape(roster);
    await roster.request("GET", "/api/users?limit=0");
    await roster.request("DELETE", "/api/users/1");
    await exchange(roster.port, "rubbish\r\n\r\n");
    for (const type of ["invalid-request", "unauthenticated", "malformed-request"]) {
      await eventually(roster, (samples) => ofType(samples, type) === ofType(before, type) + 1);
    }
  });

  it("says how many requests are under way, whose callers hang up included", async () => {
    const inFlight = async () => amountOf(await scrape(roster), "http_requests_in_flight");
    // The scrape itself is one.
    await until(async () => (await inFlight()) === 1);
    const key = await roster.createKey(["users:write"]);
    const head = ["Content-Type: application/json", "Content-Length: 23", `Authorization: Bearer ${key}`];
    {
      await using waiting = await connectTo(roster.port);
      await waiting.send(requestText("POST /api/users HTTP/1.1", head, '{"name"'));
      await until(async () => (await inFlight()) === 2);
    }
    await until(async () => (await inFlight()) === 1);
    await exchange(roster.port, requestText("GET /api/%zz HTTP/1.1"), "GET /livez");
    await until(async () => (await inFlight()) === 1);
    connect(roster.port, "127.0.0.1").end(requestText("GET /api/users HTTP/1.1")).destroySoon();
    await until(async () => (await inFlight()) === 1);
  });

  it("says how many streams of changes are open, and not for HEAD", async () => {
    const isOpen = (count: number) =>
      eventually(roster, (samples) => amountOf(samples, "roster_change_streams") === count);
    const key = await roster.createKey(["changes:read"]);
    const credential = [`Authorization: Bearer ${key}`];
    expect((await roster.request("HEAD", "/api/changes/stream", { key })).status).toBe(200);
    {
      await using one = await connectTo(roster.port);
      await using other = await connectTo(roster.port);
      for (const stream of [one, other]) {
        await stream.send(requestText("GET /api/changes/stream HTTP/1.1", credential));
        expect((await stream.response()).status).toBe(200);
      }
      expect(amountOf(await scrape(roster), "roster_change_streams")).toBe(2);
      other.reset();
      await isOpen(1);
    }
    await isOpen(0);
  });

  it("says how the writer and its database are", async () => {
    const key = await roster.createKey(["users:write"]);
    const before = await scrape(roster);
    const create = () => roster.request("POST", "/api/users", { key, body: { name: "A", age: 1 } });
    const answers = await Promise.all(Array.from({ length: 20 }, create));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const after = await scrape(roster);
    const added = (name: string): number => amountOf(after, name) - amountOf(before, name);
    expect(added("roster_writer_commit_commands_sum")).toBe(20);
    expect(added("roster_writer_commit_commands_count")).toBeGreaterThan(0);
    expect(added("roster_writer_commit_duration_seconds_count")).toBe(added("roster_writer_commit_commands_count"));
    expect(added("roster_writer_commit_duration_seconds_sum")).toBeGreaterThan(0);
    expect(amountOf(after, "roster_writer_waiting_commands")).toBe(0);
    expect(amountOf(after, "roster_database_size_bytes")).toBeGreaterThan(4_096);
    expect(amountOf(after, "roster_database_log_size_bytes")).toBeGreaterThan(0);
  });

  it("says which Roster it is and how its process is", async () => {
    const samples = await scrape(roster);
    expect(amountOf(samples, "roster_info", { version: contract.info.version, node: process.versions.node })).toBe(1);
    for (const name of [
      "process_cpu_seconds_total",
      "process_resident_memory_bytes",
      "nodejs_eventloop_lag_p99_seconds",
    ]) {
      expect(amountOf(samples, name), name).toBeGreaterThan(0);
    }
  });

  it("is given to many at once", async () => {
    const key = await roster.createKey(["metrics:read"]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => roster.request("GET", "/metrics", { key })));
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(samplesOf(text).length).toBeGreaterThan(50);
    }
  });
});

it("requests that are refused because there are too many are counted like any other", async () => {
  await using roster = await startRoster({ rateLimit: [{ name: "reads", quota: 20, windowSeconds: 3600 }] });
  const key = await roster.createKey(["contacts:read"]);
  const path = "/api/contacts?email=a%40example.com";
  const answers = await Promise.all(Array.from({ length: 21 }, () => roster.request("GET", path, { key })));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  await eventually(roster, (samples) => amountOf(samples, "http_problems_total", { type: "rate-limited" }) === 1);
  const refused = { operation: "findContacts", status: "429" };
  expect(amountOf(await scrape(roster), "http_requests_total", refused)).toBe(1);
});

it("each Roster of a process counts for itself", async () => {
  await using one = await startRoster();
  await using other = await startRoster();
  await one.request("GET", "/api/data");
  const ofData = { operation: "getData", status: "200" };
  await eventually(one, (samples) => amountOf(samples, "http_requests_total", ofData) === 1);
  expect(amountOf(await scrape(other), "http_requests_total", ofData)).toBe(0);
});

it("a number that cannot be read, or hangs, spoils no other", async () => {
  const metrics = createMetrics("1.0.0");
  metrics.addGauges([
    { name: "broken", help: "Broken.", read: () => Promise.reject(new Error("no")) },
    { name: "hanging", help: "Hanging.", read: () => new Promise<number>(() => {}) },
    { name: "sound", help: "Sound.", read: () => 7 },
  ]);
  const samples = samplesOf(await metrics.expose());
  expect(amountOf(samples, "sound")).toBe(7);
  expect(amountOf(samples, "broken")).toBeNaN();
  expect(amountOf(samples, "hanging")).toBeNaN();
});
