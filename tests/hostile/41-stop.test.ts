import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { type RosterProcess, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const connectTo = async ({ address }: RosterProcess): Promise<Socket> => {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  return socket;
};

const isRefused = (address: string): Promise<boolean> =>
  fetch(`${address}/livez`).then(
    () => false,
    () => true,
  );

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe("case 41: a stop", () => {
  it.each(["SIGTERM", "SIGINT"] as const)("by %s ends with exit code 0", async (signal) => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    roster.child.kill(signal);
    expect(await roster.ended).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("fails readiness first, while requests are still answered", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl, DRAIN_SECONDS: "300" });
    expect((await send(roster.address, "GET", "/readyz")).status).toBe(200);
    roster.child.kill("SIGTERM");
    await until(async () => (await send(roster.address, "GET", "/readyz")).status === 503);
    expect((await send(roster.address, "GET", "/livez")).status).toBe(200);
    expect((await send(roster.address, "GET", "/api/users")).status).toBe(200);
    roster.child.kill("SIGKILL");
    await roster.ended;
  });

  it("answers a request that is half there when the rest comes, and then ends", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    const socket = await connectTo(roster);
    let answer = "";
    socket.on("data", (bytes) => {
      answer += bytes.toString();
    });
    socket.write("GET /api/data HTTP/1.1\r\nHost: localhost\r\n");
    // An answer on another connection: by then, the half request has been read too.
    await send(roster.address, "GET", "/livez");
    roster.child.kill("SIGTERM");
    await until(() => isRefused(roster.address));
    socket.end("\r\n");
    await once(socket, "close");
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*connection: close[\s\S]*\{"key":"value"\}$/i);
    expect((await roster.ended).exitCode).toBe(0);
  });

  it("does not wait for ever for a request that never arrives", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl, SHUTDOWN_TIMEOUT_SECONDS: "1" });
    const socket = await connectTo(roster);
    socket.on("error", () => {});
    socket.write("GET /api/data HTTP/1.1\r\nHost: localhost\r\n");
    await send(roster.address, "GET", "/livez");
    roster.child.kill("SIGTERM");
    await once(socket, "close");
    expect((await roster.ended).exitCode).toBe(0);
  });
});
