import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

// Windows has none of them.
describe.skipIf(process.platform === "win32")("a signal", () => {
  it("SIGUSR1 opens no debugger, and nothing stops", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    for (let count = 0; count < 3; count += 1) {
      roster.child.kill("SIGUSR1");
      await setTimeout(100);
    }
    expect((await fetch(`${roster.address}/livez`)).status).toBe(200);
    await expect(fetch("http://127.0.0.1:9229/json")).rejects.toThrow();
    roster.child.kill("SIGTERM");
    expect(await roster.ended).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it.each(["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR2"] as const)(
    "%s stops Roster in order",
    async (signal) => {
      await using directory = await temporaryDirectory();
      const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
      roster.child.kill(signal);
      const { exitCode, stdout } = await roster.ended;
      expect(exitCode).toBe(0);
      expect(stdout).toContain('"msg":"stopped"');
    },
  );
});
