import { describe, expect, it } from "vitest";
import { collectGarbage } from "../../src/core/heap.ts";
import { deepBodies, deepTexts } from "./deep-bodies.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

describe("case 2: a body made to hurt, as large as it may be, is a 400, and others are served meanwhile", () => {
  it.each(Object.entries(deepTexts))("%s", async (_, text) => {
    const body = text(60_000);
    const { length } = body;
    expect(length).toBeGreaterThan(55_000);
    const [{ status }, other] = await target.expectUntouched(() =>
      Promise.all([target.send("POST", "/api/users", body), target.roster.request("GET", "/api/users")]),
    );
    expect({ length, status, other: other.status }).toEqual({ length, status: 400, other: 200 });
  });

  it("thousands of wrong fields, of which 100 are named", async () => {
    const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 1]));
    const { problem } = await target.expectRefused(() => target.send("POST", "/api/users", body), "invalid-request");
    expect(problem.errors).toHaveLength(100);
  });
});

describe("case 2: a body far larger than it may be is not read, however deep or long", () => {
  it.each(deepBodies)("%s", async (_, body) => {
    const answer = await target.expectRefused(() => target.send("POST", "/api/users", body), "content-too-large");
    expect(answer.headers.get("connection")).toBe("close");
  });
});

it("case 2: memory is as it was after 200 of them", async () => {
  const send = async (): Promise<void> => {
    const bodies = Object.values(deepTexts).map((text) => text(60_000));
    await Promise.all(bodies.map((body) => target.send("POST", "/api/users", body)));
  };
  const heapAfter = async (rounds: number): Promise<number> => {
    for (let round = 0; round < rounds; round += 1) await send();
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await heapAfter(5);
  expect((await heapAfter(20)) - before).toBeLessThan(8 * 1024 * 1024);
});
