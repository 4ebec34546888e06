import { expect, it } from "vitest";
import { createCounter } from "../../src/http/request-counter.ts";

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
