import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRoster } from "../support/roster.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";
const sampled = `00-${traceId}-${spanId}-01`;
const unsampled = `00-${traceId}-${spanId}-00`;

describe("a trace of the caller's", () => {
  let roster: Awaited<ReturnType<typeof startRoster>>;
  beforeAll(async () => {
    roster = await startRoster();
  });
  afterAll(() => roster[Symbol.asyncDispose]());

  const tracesIn = async (id: string): Promise<readonly unknown[]> => {
    const lines = () => roster.log.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === id);
    await expect.poll(lines).not.toEqual([]);
    return lines().map((line) => line.traceId);
  };

  it.each([
    ["sampled", sampled],
    ["not sampled", unsampled],
    ["of a later version, with more in it", `cc-${traceId}-${spanId}-01-what-the-future-has`],
    ["of a later version, with nothing more", `cc-${traceId}-${spanId}-01`],
    ["with flags that are not known yet", `00-${traceId}-${spanId}-ff`],
  ])("is named in the line of a request: %s", async (name, traceparent) => {
    const id = `taken-${name.replaceAll(/\W/g, "-")}`;
    for (const path of ["/api/users", "/nobody", "/api/users/0"]) {
      await roster.request("GET", path, { headers: { traceparent, "x-request-id": id } });
    }
    await expect.poll(() => tracesIn(id)).toEqual([traceId, traceId, traceId]);
  });

  it.each([
    ["empty", ""],
    ["in capitals", sampled.toUpperCase()],
    ["of version ff", `ff-${traceId}-${spanId}-01`],
    ["of a trace of zeros", `00-${"0".repeat(32)}-${spanId}-01`],
    ["of a span of zeros", `00-${traceId}-${"0".repeat(16)}-01`],
    ["too short", sampled.slice(0, -1)],
    ["too long for its version", `${sampled}-more`],
    ["too long for any version", `cc${sampled.slice(2)}0`],
    ["with another separator", sampled.replaceAll("-", "_")],
    ["without its flags", `00-${traceId}-${spanId}`],
    ["huge", `00-${"a".repeat(8_000)}`],
    ["repeated", `${sampled}, ${sampled}`],
  ])("that is %s is as if there were none", async (name, traceparent) => {
    const id = `ignored-${name.replaceAll(/\W/g, "-")}`;
    const answer = await roster.request("GET", "/api/users", { headers: { traceparent, "x-request-id": id } });
    expect(answer.status).toBe(200);
    expect(await tracesIn(id)).toEqual([undefined]);
  });
});
