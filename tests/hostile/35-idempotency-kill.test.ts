import { describe, expect, it } from "vitest";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { onEngine, temporaryDatabase } from "../support/temporary-database.ts";

const carol = { name: "Carol", age: 41 };

describe(onEngine("case 35: createUser with an idempotency key"), () => {
  it("is remembered after kill -9, for what was acknowledged", async () => {
    await using database = await temporaryDatabase();
    const { environment } = database;
    const commandLine = ["create", "--name", "test", "--scopes", "users:write"];
    const apiKey = (await runFile("scripts/keys.ts", commandLine, environment)).stdout.trim();
    const post = (address: string) =>
      send(address, "POST", "/api/users", { key: apiKey, body: carol, headers: { "idempotency-key": "killed" } });

    const before = await startRosterProcess(environment);
    const first = await post(before.address);
    before.child.kill("SIGKILL");
    await before.ended;
    const after = await startRosterProcess(environment);
    const second = await post(after.address);
    after.child.kill("SIGTERM");
    await after.ended;
    expect({ status: second.status, text: second.text }).toEqual({ status: 201, text: first.text });
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });
});
