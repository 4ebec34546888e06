import { fastify } from "fastify";
import { expect, it, vi } from "vitest";
import type { Operation } from "../../src/core/contract/operations.ts";
import { callerAt, createRateLimits, tellCounted } from "../../src/core/pipeline/rate-limit.ts";
import { createCounter } from "../../src/core/pipeline/request-counter.ts";
import { operations } from "./contract-operations.ts";

const policy = { name: "requests", by: "address", quota: 5, windowSeconds: 3600 } as const;

it("100,000 callers take bounded memory, and whoever asks most of all is not forgotten for them", async () => {
  const count = createCounter(policy);
  await count("quiet");
  for (let caller = 0; caller < 100_000; caller += 1) {
    await count("busy");
    await count(`caller ${caller}`);
  }
  expect(await count("busy")).toMatchObject({ requests: 100_001 });
  expect(await count("quiet")).toMatchObject({ requests: 1 });
});

it("10,000 other callers after one has used up its quota do not let it begin anew", async () => {
  const count = createCounter(policy);
  for (let request = 0; request <= policy.quota; request += 1) await count("exhausted");
  for (let caller = 0; caller < 30_000; caller += 1) await count(`caller ${caller}`);
  expect(await count("exhausted")).toMatchObject({ requests: policy.quota + 2 });
});

it("expired counts are forgotten before those that still hold", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const count = createCounter({ ...policy, windowSeconds: 10 });
    for (let caller = 0; caller < 9_000; caller += 1) await count(`old ${caller}`);
    vi.advanceTimersByTime(11_000);
    await count("young");
    for (let caller = 0; caller < 9_000; caller += 1) await count(`new ${caller}`);
    expect(await count("young")).toMatchObject({ requests: 2 });
  } finally {
    vi.useRealTimers();
  }
});

it("a count that is a promise, as one that processes share, limits in the same way", async () => {
  const policies = [
    { ...policy, quota: 2 },
    { ...policy, name: "more", quota: 1 },
  ];
  const operation = operations.find(({ operationId }) => operationId === "listUsers") as Operation;
  const rateLimitsOf = createRateLimits(policies, (each) => {
    const count = createCounter(each);
    return async (caller) => count(caller);
  });
  const limits = rateLimitsOf({ ...operation, rateLimits: ["requests", "more"] });
  if (limits === undefined) throw new Error("There are no limits.");
  const app = fastify();
  app.get("/", async (request, reply) => {
    const refusal = tellCounted(reply, limits, await limits.countAddress(callerAt(request.ip)));
    return refusal?.failure.status ?? 200;
  });
  const [first, second, third] = [await app.inject("/"), await app.inject("/"), await app.inject("/")];
  expect([first.body, second.body, third.body]).toEqual(["200", "429", "429"]);
  expect([first, second, third].map(({ headers }) => String(headers.ratelimit).replaceAll(/;t=\d+/g, ""))).toEqual([
    '"requests";r=1, "more";r=0',
    '"requests";r=0, "more";r=0',
    '"requests";r=0',
  ]);
});
