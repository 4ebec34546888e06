/** What becomes of the signals that `npm start` is sent. */
import { spawn } from "node:child_process";
import { describe, it } from "vitest";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

describe.skipIf(process.platform === "win32")("Roster stops in order when npm start", () => {
  it.each([
    // A supervisor knows npm alone; a terminal sends it to all that it runs.
    { how: "is sent SIGTERM", signal: "SIGTERM", toGroup: false },
    { how: "is interrupted by Ctrl-C", signal: "SIGINT", toGroup: true },
  ] as const)("$how", async ({ signal, toGroup }) => {
    await using directory = await temporaryDirectory();
    const environment = { ...process.env, NODE_ENV: "development", PORT: "0", DATABASE_URL: directory.databaseUrl };
    const npm = spawn("npm", ["start"], { env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const group = -(npm.pid ?? Number.NaN);
    let output = "";
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on("data", (text) => {
        output += text;
      });
    }
    await until(() => output.includes("Roster listens at"));
    process.kill(toGroup ? group : -group, signal);
    await until(() => output.includes('"msg":"stopped"'));
  });
});
