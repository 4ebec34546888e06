/** The Caddyfile before real replicas. Skipped where no Caddy is installed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { freePort } from "../../scripts/measure/free-port.ts";
import { type RosterProcess, startRosterProcess } from "../support/process.ts";
import { findProgram, runProgram } from "../support/program.ts";
import { send } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";
import { deployDirectory } from "./files.ts";

const caddy = findProgram("caddy") ?? "";

interface Door extends AsyncDisposable {
  readonly address: string;
}

/** Starts one that ends with the test, however that ends. */
const startReplica = async (
  environment: Readonly<Record<string, string>>,
  parts: AsyncDisposableStack,
): Promise<RosterProcess> => {
  const replica = await startRosterProcess(environment);
  parts.defer(async () => {
    replica.child.kill("SIGKILL");
    await replica.ended;
  });
  return replica;
};

const openDoor = async (directory: string, replicas: readonly RosterProcess[]): Promise<Door> => {
  const address = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(caddy, ["run", "--config", "Caddyfile"], {
    cwd: deployDirectory,
    stdio: "ignore",
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      SITE_ADDRESS: address,
      ROSTER_REPLICAS: replicas.map(({ address: replica }) => new URL(replica).host).join(" "),
    },
  });
  const ended = once(child, "close");
  await using parts = new AsyncDisposableStack();
  parts.defer(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  await until(() =>
    fetch(`${address}/livez`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  const running = parts.move();
  return { address, [Symbol.asyncDispose]: () => running.disposeAsync() };
};

describe.skipIf(caddy === "")("Caddy", () => {
  it("takes the Caddyfile, and makes certificates for the name that it is given", async () => {
    const env = { PATH: process.env.PATH, HOME: "/nonexistent", SITE_ADDRESS: "roster.example.com" };
    const { exitCode, output } = await runProgram(caddy, ["adapt", "--config", "Caddyfile"], {
      cwd: deployDirectory,
      env,
    });
    expect(exitCode, output).toBe(0);
    expect(output).toContain('"listen":[":443"]');
  });

  it("lets no request fail while a replica is stopped, and speaks as Roster does when none is left", async () => {
    await using directory = await temporaryDirectory();
    const environment = { DATABASE_URL: directory.databaseUrl, DRAIN_SECONDS: "3", RATE_LIMIT: "requests=1000000/60" };
    await using parts = new AsyncDisposableStack();
    const replicas = [await startReplica(environment, parts), await startReplica(environment, parts)] as const;
    await using door = await openDoor(directory.path, replicas);

    let stopping = false;
    const outcomes = new Set<number | string>();
    const ask = async (): Promise<void> => {
      while (!stopping) {
        const answer = send(door.address, "GET", "/api/users");
        outcomes.add(await answer.then(({ status }) => status, String));
      }
    };
    const callers = Array.from({ length: 4 }, ask);
    replicas[0].child.kill("SIGTERM");
    expect(await replicas[0].ended).toMatchObject({ exitCode: 0 });
    stopping = true;
    await Promise.all(callers);
    expect([...outcomes]).toEqual([200]);

    replicas[1].child.kill("SIGKILL");
    await replicas[1].ended;
    const answer = await send(door.address, "POST", "/api/users", { body: { name: "Carol", age: 41 } });
    expect(answer).toMatchObject({ status: 503, json: { type: "urn:problem-type:roster:unavailable" } });
    expect(answer.headers.get("retry-after")).toBe("1");
  });

  it("keeps the numbers to itself", async () => {
    await using directory = await temporaryDirectory();
    await using parts = new AsyncDisposableStack();
    const roster = await startReplica({ DATABASE_URL: directory.databaseUrl }, parts);
    await using door = await openDoor(directory.path, [roster]);
    expect((await fetch(`${roster.address}/metrics`)).status).toBe(401);
    expect((await fetch(`${door.address}/metrics`)).status).toBe(404);
  });
});
