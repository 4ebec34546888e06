import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHome, type Home } from "../hostile/home.ts";
import type { RosterProcess } from "../support/process.ts";
import { connectTo, type RawConnection, requestText } from "../support/raw-http.ts";

// What it takes from the operating system is read in `/proc`.
const isLinux = process.platform === "linux";
const boundMebibytes = 64;

let home: Home;
let roster: RosterProcess;

beforeAll(async () => {
  home = await createHome();
  roster = await home.start({ RATE_LIMIT: "off" });
  const headers = { authorization: `Bearer ${home.key}`, "content-type": "application/json" };
  const body = JSON.stringify({ value: "x".repeat(4_096) });
  for (let index = 0; index < 990; index += 1) {
    const { ok } = await fetch(`${roster.address}/api/data/key-${index}`, { method: "PUT", headers, body });
    if (!ok) throw new Error(`The data of the test could not be stored: ${index}`);
  }
}, 60_000);

afterAll(() => home[Symbol.asyncDispose]());

const residentMebibytes = (): number => {
  const status = readFileSync(`/proc/${roster.child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
};

interface Flood {
  readonly connections: number;
  readonly requests: number;
  readonly line: string;
}

describe.runIf(isLinux)("clients that send requests and read nothing", () => {
  const floods: readonly (readonly [string, Flood])[] = [
    [
      "1,400 times the contract on 4 connections",
      { connections: 4, requests: 1_400, line: "GET /openapi.json HTTP/1.1" },
    ],
    ["4 MB on 200 connections", { connections: 200, requests: 1, line: "GET /api/data HTTP/1.1" }],
    ["4 documents on 200 connections", { connections: 200, requests: 4, line: "GET /openapi-3.0.json HTTP/1.1" }],
    [
      "a page of users 20 times on 50 connections",
      { connections: 50, requests: 20, line: "GET /api/users?limit=500 HTTP/1.1" },
    ],
  ];

  it.each(floods)("take at most 64 MiB, and others are served: %s", async (_, { connections, requests, line }) => {
    const before = residentMebibytes();
    const opened: RawConnection[] = [];
    for (let count = 0; count < connections; count += 1) {
      const connection = await connectTo(Number(new URL(roster.address).port), { reads: false });
      opened.push(connection);
      // Not awaited: what Roster does not read is never sent.
      void connection.send(requestText(line).repeat(requests));
    }
    let most = before;
    for (let look = 0; look < 20; look += 1) {
      await setTimeout(100);
      most = Math.max(most, residentMebibytes());
      expect((await fetch(`${roster.address}/api/users/1`)).status).toBe(200);
    }
    for (const connection of opened) connection.reset();
    expect(most - before).toBeLessThan(boundMebibytes);
  });
});
