import { expect, it } from "vitest";
import { openChanges, type SeenChange } from "../support/change-reader.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const signals = ["SIGKILL", "SIGTERM", "SIGKILL", "SIGKILL"] as const;
const changesEachTime = 40;

const createKey = async (databaseUrl: string): Promise<string> => {
  const commandLine = ["create", "--name", "test", "--scopes", "users:write,changes:read"];
  return (await runFile("scripts/keys.ts", commandLine, { DATABASE_URL: databaseUrl })).stdout.trim();
};

/** Creates users until the process is gone. */
const writeUntilGone = async (address: string, key: string): Promise<void> => {
  for (;;) {
    const body = { name: "Carol", age: 41 };
    if (!(await send(address, "POST", "/api/users", { key, body }).catch(() => undefined))) return;
  }
};

it("a reader of the stream misses nothing and sees nothing twice, though Roster is killed, stopped and started amid writes", async () => {
  await using directory = await temporaryDirectory();
  const environment = { DATABASE_URL: directory.databaseUrl };
  const key = await createKey(directory.databaseUrl);
  const seen: SeenChange[] = [];
  let lastEventId: string | undefined;
  for (const signal of signals) {
    const roster = await startRosterProcess(environment);
    const writers = Array.from({ length: 4 }, () => writeUntilGone(roster.address, key));
    const enough = seen.length + changesEachTime;
    await using reader = await openChanges(roster.address, { key, lastEventId });
    const next = (): Promise<SeenChange | undefined> => reader.change().catch(() => undefined);
    for (let change = await next(); change !== undefined; change = await next()) {
      seen.push(change);
      if (seen.length === enough) roster.child.kill(signal);
    }
    lastEventId = reader.lastEventId();
    await Promise.all([...writers, roster.ended]);
  }

  const last = await startRosterProcess(environment);
  const all: SeenChange[] = [];
  for (let path: string | undefined = "/api/changes?limit=500"; path !== undefined; ) {
    const page: Awaited<ReturnType<typeof send>> = await send(last.address, "GET", path, { key });
    all.push(...(page.json as SeenChange[]));
    path = /<(.+)>/.exec(page.headers.get("link") ?? "")?.[1];
  }
  await using reader = await openChanges(last.address, { key, lastEventId });
  while (seen.length < all.length) {
    const change = await reader.change();
    if (change === undefined) throw new Error("The stream ended.");
    seen.push(change);
  }
  expect(seen).toEqual(all);
  last.child.kill("SIGTERM");
  expect((await last.ended).exitCode).toBe(0);
});
