import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { createLogger } from "../../src/core/observe/logger.ts";
import { startService } from "../../src/core/service/service.ts";
import { readConfig } from "../../src/core/settings/config.ts";
import { expectProblem } from "../support/problem.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const isWindows = process.platform === "win32";

const filenameOf = ({ config }: TestRoster): string => fileURLToPath(config.databaseUrl);

/** What may happen to the files of a database that is open, and how it is undone. */
const accidents: readonly (readonly [string, (filename: string) => () => void])[] = [
  [
    "is moved",
    (filename) => {
      renameSync(filename, `${filename}.old`);
      return () => renameSync(`${filename}.old`, filename);
    },
  ],
  [
    "is replaced by a copy",
    (filename) => {
      copyFileSync(filename, `${filename}.copy`);
      renameSync(filename, `${filename}.old`);
      renameSync(`${filename}.copy`, filename);
      return () => renameSync(`${filename}.old`, filename);
    },
  ],
  [
    "has lost its write-ahead log",
    (filename) => {
      renameSync(`${filename}-wal`, `${filename}-wal.old`);
      return () => renameSync(`${filename}-wal.old`, `${filename}-wal`);
    },
  ],
];

// Windows lets nobody move a file that is open.
describe.skipIf(isWindows)("while the file of the database", () => {
  it.each(accidents)(
    "%s, no write is acknowledged, /readyz says so, and all is well when it is back",
    async (_, happen) => {
      await using roster = await startRoster();
      const key = await roster.createKey(["users:write", "metrics:read"]);
      const create = () => roster.request("POST", "/api/users", { key, body: { name: "Grace", age: 40 } });
      expect((await create()).status).toBe(201);
      const undo = happen(filenameOf(roster));
      for (let count = 0; count < 5; count += 1) {
        expect(expectProblem(await create(), "unavailable").detail).toContain("moved or replaced");
      }
      const readiness = await roster.request("GET", "/readyz");
      expect(expectProblem(readiness, "unavailable").detail).toContain("moved, replaced or deleted");
      expect((await roster.request("GET", "/metrics", { key })).text).toContain(
        'roster_ready{check="database-file"} 0',
      );
      expect((await roster.request("GET", "/api/users")).status).toBe(200);
      undo();
      expect((await create()).status).toBe(201);
      expect((await roster.request("GET", "/readyz")).status).toBe(200);
      const users = (await roster.request("GET", "/api/users")).json as readonly { name: string }[];
      expect(users.filter(({ name }) => name === "Grace")).toHaveLength(2);
      const lines = roster.log.map((line) => JSON.parse(line)).filter(({ check }) => check === "database-file");
      expect(lines.map(({ level }) => level)).toEqual(["error", "info"]);
    },
  );
});

describe("a start on a file that is empty", () => {
  const startOn = async (databaseUrl: string): Promise<void> => {
    const service = await startService(
      app,
      readConfig(app, {}, { DATABASE_URL: databaseUrl, PORT: "0" }),
      createLogger("silent", process.stdout),
    );
    await service[Symbol.asyncDispose]();
  };

  it.each(["roster.db.sealing-keys", "roster.db-wal"])("is refused beside %s, and changes nothing", async (witness) => {
    await using directory = await temporaryDirectory();
    const filename = join(directory.path, "roster.db");
    await startOn(directory.databaseUrl);
    if (witness === "roster.db-wal") {
      rmSync(`${filename}.sealing-keys`);
      writeFileSync(join(directory.path, witness), "what is not in the file yet");
    }
    const kept = readFileSync(join(directory.path, witness));
    writeFileSync(filename, "");
    await expect(startOn(directory.databaseUrl)).rejects.toThrow(
      `${filename} is empty, and ${join(directory.path, witness)} tells`,
    );
    expect(readFileSync(join(directory.path, witness))).toEqual(kept);
    expect(readFileSync(filename)).toHaveLength(0);
  });

  it("begins a new directory where nothing tells of an old one", async () => {
    await using directory = await temporaryDirectory();
    writeFileSync(join(directory.path, "roster.db"), "");
    await startOn(directory.databaseUrl);
    expect(existsSync(join(directory.path, "roster.db.sealing-keys"))).toBe(true);
  });
});
