import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startRoster } from "../support/roster.ts";

const proxyIdleSeconds = 60;

it("a connection says that it stays open for longer than a proxy keeps one that is idle", async () => {
  await using roster = await startRoster();
  await using connection = await connectTo(roster.port);
  await connection.send(requestText("GET /livez HTTP/1.1"));
  const { headers } = await connection.response();
  const seconds = Number(/timeout=(\d+)/.exec(headers.get("keep-alive") ?? "")?.[1]);
  expect(seconds).toBeGreaterThan(proxyIdleSeconds);
});

it("KEEP_ALIVE_SECONDS says for how long, and the connection is closed then", async () => {
  await using roster = await startRoster({ keepAliveSeconds: 1 });
  await using connection = await connectTo(roster.port);
  await connection.send(requestText("GET /livez HTTP/1.1"));
  expect((await connection.response()).headers.get("keep-alive")).toBe("timeout=1");
  expect(await connection.closed).toBe("");
});

it("the time that a request has to arrive does not run between requests", async () => {
  await using roster = await startRoster({ requestTimeoutSeconds: 1 });
  await using connection = await connectTo(roster.port);
  for (let round = 0; round < 2; round += 1) {
    await connection.send(requestText("GET /livez HTTP/1.1"));
    expect((await connection.response()).status).toBe(200);
    // Longer than the time-out, and the look for it that Node takes each second.
    await setTimeout(2_500);
  }
  expect(connection.isClosed()).toBe(false);
});
