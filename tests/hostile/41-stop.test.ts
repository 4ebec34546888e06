import { describe, expect, it } from "vitest";
import { startChild } from "../store/child.ts";
import { type RosterProcess, startRosterProcess } from "../support/process.ts";
import { connectTo as connectToPort, type RawConnection, requestText } from "../support/raw-http.ts";
import { send } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";
import { createHome, stop } from "./home.ts";
import { stopsUnderLoad } from "./stop-under-load.ts";

const connectTo = ({ address }: RosterProcess): Promise<RawConnection> => connectToPort(Number(new URL(address).port));

const isRefused = (address: string): Promise<boolean> =>
  fetch(`${address}/livez`).then(
    () => false,
    () => true,
  );

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
    await using half = await connectTo(roster);
    await half.send("GET /api/data HTTP/1.1\r\nHost: localhost\r\n");
    // An answer on another connection: by then, the half request has been read too.
    await send(roster.address, "GET", "/livez");
    roster.child.kill("SIGTERM");
    await until(() => isRefused(roster.address));
    await half.send("\r\n");
    const answer = await half.response();
    expect(answer).toMatchObject({ status: 200, text: '{"key":"value"}' });
    expect(answer.headers.get("connection")).toBe("close");
    expect((await roster.ended).exitCode).toBe(0);
  });

  it("answers a body that is half there when the rest comes, and what it asked for is on disk", async () => {
    await using home = await createHome();
    const roster = await home.start();
    await using half = await connectTo(roster);
    const body = '{"name":"Half","age":1}';
    const headers = ["Content-Type: application/json", `Authorization: Bearer ${home.key}`];
    await half.send(
      requestText("POST /api/users HTTP/1.1", [...headers, `Content-Length: ${body.length}`], body.slice(0, 9)),
    );
    await send(roster.address, "GET", "/livez");
    roster.child.kill("SIGTERM");
    await until(() => isRefused(roster.address));
    await half.send(body.slice(9));
    const { status, text } = await half.response();
    expect(status).toBe(201);
    expect((await roster.ended).exitCode).toBe(0);
    const after = await home.start();
    expect((await send(after.address, "GET", "/api/users/3")).text).toBe(text);
    await stop(after);
  });

  it("does not wait for ever for a request that never arrives", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl, SHUTDOWN_TIMEOUT_SECONDS: "1" });
    await using half = await connectTo(roster);
    await half.send("GET /api/data HTTP/1.1\r\nHost: localhost\r\n");
    await send(roster.address, "GET", "/livez");
    roster.child.kill("SIGTERM");
    await half.closed;
    expect((await roster.ended).exitCode).toBe(0);
  });

  it("answers every write that it has read, though none could be written when the signal came", async () => {
    await using home = await createHome();
    const roster = await home.start();
    await using lock = startChild("lock", [home.filename]);
    expect(await lock.line()).toBe("locked");
    await using stack = new AsyncDisposableStack();
    const names = Array.from({ length: 50 }, (_, index) => `Accepted ${index}`);
    const connections = await Promise.all(names.map(async () => stack.use(await connectTo(roster))));
    const headers = ["Content-Type: application/json", `Authorization: Bearer ${home.key}`];
    const sending = connections.map((connection, index) => {
      const body = JSON.stringify({ name: names[index], age: 1 });
      return connection.send(
        requestText("POST /api/users HTTP/1.1", [...headers, `Content-Length: ${body.length}`], body),
      );
    });
    await Promise.all(sending);
    await send(roster.address, "GET", "/livez");
    roster.child.kill("SIGTERM");
    lock.tell("release");
    const answers = await Promise.all(connections.map((connection) => connection.response()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect((await roster.ended).exitCode).toBe(0);
    const after = await home.start();
    for (const { headers: created, text } of answers) {
      expect((await send(after.address, "GET", created.get("location") ?? "")).text).toBe(text);
    }
    await stop(after);
    home.expectSound();
  });

  it("under load cuts no answer off, and loses no write that it acknowledged", async () => {
    await stopsUnderLoad();
  });
});
