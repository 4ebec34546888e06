import { describe, expect, it } from "vitest";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const kills = 5;
const writersAtOnce = 8;

const createKey = async (databaseUrl: string): Promise<string> => {
  const commandLine = ["create", "--name", "test", "--scopes", "users:write"];
  return (await runFile("scripts/keys.ts", commandLine, { DATABASE_URL: databaseUrl })).stdout.trim();
};

/** Creates users one after the other until the process is gone, and tells each that was acknowledged. */
const writeUntilGone = async (address: string, key: string, acknowledge: (path: string) => void): Promise<void> => {
  for (;;) {
    const body = { name: "Carol", age: 41 };
    const response = await send(address, "POST", "/api/users", { key, body }).catch(() => undefined);
    if (response === undefined) return;
    expect(response.status).toBe(201);
    acknowledge(response.headers.get("location") ?? "");
  }
};

describe("case 38: a write that was acknowledged", () => {
  it("is there after a restart", async () => {
    await using directory = await temporaryDirectory();
    const environment = { DATABASE_URL: directory.databaseUrl };
    const key = await createKey(directory.databaseUrl);
    const before = await startRosterProcess(environment);
    const created = await send(before.address, "POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
    before.child.kill("SIGTERM");
    await before.ended;
    const after = await startRosterProcess(environment);
    expect((await send(after.address, "GET", "/api/users/3")).text).toBe(created.text);
    after.child.kill("SIGTERM");
    await after.ended;
  });

  it(`is there after kill -9 amid writes, ${kills} times`, async () => {
    await using directory = await temporaryDirectory();
    const environment = { DATABASE_URL: directory.databaseUrl };
    const key = await createKey(directory.databaseUrl);
    const acknowledged: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const roster = await startRosterProcess(environment);
      for (const path of acknowledged) expect((await send(roster.address, "GET", path)).status, path).toBe(200);
      const enough = acknowledged.length + 20;
      const writers = Array.from({ length: writersAtOnce }, () =>
        writeUntilGone(roster.address, key, (path) => {
          acknowledged.push(path);
          if (acknowledged.length === enough) roster.child.kill("SIGKILL");
        }),
      );
      await Promise.all([...writers, roster.ended]);
    }
    const last = await startRosterProcess(environment);
    for (const path of acknowledged) expect((await send(last.address, "GET", path)).status, path).toBe(200);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    last.child.kill("SIGTERM");
    expect((await last.ended).exitCode).toBe(0);
  });
});
