import { expect, it } from "vitest";
import { startOtlpReceiver } from "../support/otlp-receiver.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { engine, onEngine } from "../support/temporary-database.ts";
import { until } from "../support/until.ts";

const connections = 20;
const requestsEach = 50;
const beatMilliseconds = 500;

const hits = async (roster: TestRoster, key: string): Promise<number> => {
  const { text } = await roster.request("GET", "/metrics", { key });
  return Number(/roster_cache_requests_total\{result="hit"\} (\d+)/.exec(text)?.[1]);
};

/** All of the requests are sent before an answer is read. */
const askTogether = async (roster: TestRoster, path: string): Promise<readonly string[]> => {
  const opened = await Promise.all(Array.from({ length: connections }, () => connectTo(roster.port)));
  await Promise.all(opened.map(({ send }) => send(requestText(`GET ${path} HTTP/1.1`).repeat(requestsEach))));
  const answers = opened.map(async ({ response, [Symbol.asyncDispose]: close }) => {
    const texts: string[] = [];
    for (let request = 0; request < requestsEach; request += 1) {
      const { status, text } = await response();
      texts.push(`${status} ${text}`);
    }
    await close();
    return texts;
  });
  return (await Promise.all(answers)).flat();
};

it(onEngine("case 44: 1,000 identical reads of something not cached ask the database once"), async () => {
  await using receiver = await startOtlpReceiver();
  const roster = await startRoster({
    tracing: {
      endpoint: receiver.endpoint,
      headers: {},
      serviceName: "roster",
      resourceAttributes: {},
      sampler: "always_on",
      sampledRatio: 1,
    },
  });
  let queries = 1;
  try {
    const key = await roster.createKey(["metrics:read"]);
    // On PostgreSQL nothing is kept before the server was heard of.
    await until(async () => {
      await roster.request("GET", "/api/data");
      return (await hits(roster, key)) > 0;
    });
    const began = performance.now();
    const answers = await askTogether(roster, "/api/users?sort=-name");
    // On PostgreSQL nothing is kept for longer than from one beat of the listener to the next.
    if (engine === "postgres") queries += Math.ceil((performance.now() - began) / beatMilliseconds);
    expect(answers).toHaveLength(connections * requestsEach);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^200 \[\{"id":2,"name":"Bob"/);
  } finally {
    await roster[Symbol.asyncDispose]();
  }
  const asked = receiver.spans.filter(({ name }) => name.endsWith("users.list")).length;
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(queries);
});
