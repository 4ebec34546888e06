import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { TracingConfig } from "../../src/core/settings/config.ts";
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from "../support/otlp-receiver.ts";
import { exchange, requestText } from "../support/raw-http.ts";
import { type RequestOptions, startRoster } from "../support/roster.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";
const sampled = `00-${traceId}-${spanId}-01`;
const unsampled = `00-${traceId}-${spanId}-00`;

const tracingTo = (endpoint: string): TracingConfig => ({
  endpoint,
  headers: {},
  serviceName: "roster",
  resourceAttributes: {},
  sampler: "parentbased_always_on",
  sampledRatio: 1,
});

/** What a Roster that records traces sends, in its life, for these requests. */
const spansFor = async (
  requests: readonly (readonly [method: string, path: string, options?: RequestOptions & { scopes?: string[] }])[],
  settings: Partial<TracingConfig> = {},
): Promise<{ readonly spans: readonly ReceivedSpan[]; readonly receiver: OtlpReceiver; readonly log: string }> => {
  await using receiver = await startOtlpReceiver();
  const roster = await startRoster({ tracing: { ...tracingTo(receiver.endpoint), ...settings } });
  for (const [method, path, { scopes, ...options } = {}] of requests) {
    const key = scopes && (await roster.createKey(scopes));
    await roster.request(method, path, { ...options, ...(key && { key }) });
  }
  await roster[Symbol.asyncDispose]();
  return { spans: receiver.spans, receiver, log: roster.log.join("") };
};

const serverSpans = (spans: readonly ReceivedSpan[]) => spans.filter(({ kind }) => kind === 2);

describe("traces that are recorded", () => {
  it("have a span of each request, named by its route, with its status, without its query", async () => {
    const { spans } = await spansFor([
      ["GET", "/api/users/1?"],
      ["GET", "/api/users?name=Zaphod"],
      ["GET", "/nobody?name=Zaphod"],
      ["PUT", "/api/data/b", { scopes: ["data:write"], body: { value: "x" } }],
    ]);
    expect(serverSpans(spans).map(({ name, attributes }) => [name, attributes])).toEqual([
      [
        "GET /api/users/{userId}",
        {
          "http.request.method": "GET",
          "http.route": "/api/users/{userId}",
          "http.response.status_code": 200,
          "url.path": "/api/users/1",
          "roster.operation_id": "getUser",
          "roster.request_id": expect.stringMatching(/^[\w-]{36}$/),
        },
      ],
      ["GET /api/users", expect.objectContaining({ "url.path": "/api/users" })],
      ["GET", expect.objectContaining({ "url.path": "/nobody", "http.response.status_code": 404 })],
      ["PUT /api/data/{key}", expect.objectContaining({ "http.response.status_code": 201 })],
    ]);
    expect(JSON.stringify(spans)).not.toContain("Zaphod");
    expect(spans.every(({ statusCode }) => statusCode === 0)).toBe(true);
  });

  it("have a span of each query and each command, below that of their request", async () => {
    const { spans } = await spansFor([
      ["GET", "/api/users/1"],
      ["POST", "/api/users", { scopes: ["users:write"], body: { name: "Carol", age: 41 } }],
    ]);
    const [read, write] = serverSpans(spans);
    const below = (parent: ReceivedSpan | undefined) => spans.filter((span) => span.parentSpanId === parent?.spanId);
    expect(below(read).map(({ name }) => name)).toEqual(["users.find"]);
    expect(below(write).map(({ name }) => name)).toEqual(["keys.find", "createUser"]);
    for (const span of below(write)) {
      expect(span).toMatchObject({ traceId: write?.traceId, kind: 3, attributes: { "db.system.name": "sqlite" } });
    }
    expect(JSON.stringify(spans)).not.toContain("Carol");
  });

  it("go on from the caller's, with its state, and begin anew where there is none that is well-formed", async () => {
    const state = "vendor=1,other=2";
    const { spans, log } = await spansFor([
      ["GET", "/livez", { headers: { traceparent: sampled, tracestate: state } }],
      ["GET", "/livez", { headers: { traceparent: `${sampled}-more`, tracestate: state } }],
    ]);
    const [continued, begun] = serverSpans(spans);
    expect(continued).toMatchObject({ traceId, parentSpanId: spanId, traceState: state });
    expect(begun).toMatchObject({ parentSpanId: "", traceState: "" });
    expect(begun?.traceId).not.toBe(traceId);
    const logged = log.split("\n").flatMap((line) => (line.includes("answered") ? [JSON.parse(line).traceId] : []));
    expect(logged).toEqual([traceId, begun?.traceId]);
  });

  it("are those that the sampler takes", async () => {
    const both = [
      ["GET", "/livez", { headers: { traceparent: unsampled } }],
      ["GET", "/api/users", { headers: { traceparent: sampled } }],
      ["GET", "/api/data"],
    ] as const;
    const namesFor = async (settings: Partial<TracingConfig>) =>
      serverSpans((await spansFor(both, settings)).spans).map(({ name }) => name);
    expect(await namesFor({})).toEqual(["GET /api/users", "GET /api/data"]);
    expect(await namesFor({ sampler: "always_on" })).toEqual(["GET /livez", "GET /api/users", "GET /api/data"]);
    expect(await namesFor({ sampler: "parentbased_always_off" })).toEqual(["GET /api/users"]);
    expect(await namesFor({ sampler: "always_off" })).toEqual([]);
    expect(await namesFor({ sampler: "traceidratio", sampledRatio: 0 })).toEqual([]);
    expect(await namesFor({ sampler: "parentbased_traceidratio", sampledRatio: 0 })).toEqual(["GET /api/users"]);
  });

  it("say that a failure of Roster's is one, and that what a caller did wrong is none", async () => {
    await using receiver = await startOtlpReceiver();
    const roster = await startRoster({ tracing: tracingTo(receiver.endpoint) });
    const key = await roster.createKey(["users:write"]);
    await roster.request("GET", "/api/users/0");
    await exchange(roster.port, requestText("GET /api/%zz HTTP/1.1"), "GET /livez");
    const other = new DatabaseSync(fileURLToPath(roster.config.databaseUrl));
    other.exec("begin immediate");
    expect((await roster.request("POST", "/api/users", { key, body: { name: "A", age: 1 } })).status).toBe(503);
    other.close();
    await roster[Symbol.asyncDispose]();
    const failed = receiver.spans.filter(({ statusCode }) => statusCode === 2);
    expect(failed.map(({ name, attributes }) => [name, attributes["error.type"]])).toEqual([
      ["createUser", "StoreError"],
      ["POST /api/users", "503"],
    ]);
    expect(serverSpans(receiver.spans)).toHaveLength(3);
  });
});
