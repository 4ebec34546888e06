import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { freePort } from "../../scripts/measure/free-port.ts";
import { createKey } from "../support/create-key.ts";
import { samplesOf } from "../support/exposition.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const isLinux = process.platform === "linux";

interface Running extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly port: number;
  readonly status: (path: string) => Promise<number | undefined>;
  /** The exit code after SIGTERM. */
  readonly stop: () => Promise<number | null>;
}

/** Starts Roster with its standard output somewhere, and waits until it answers. */
const startWithLog = async (databaseUrl: string, stdout: number | "pipe"): Promise<Running> => {
  const port = await freePort();
  const child = spawn(process.execPath, ["src/start.js", "--port", String(port)], {
    cwd: root,
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, RATE_LIMIT: "off" },
    stdio: ["ignore", stdout, "inherit"],
  });
  const ended = once(child, "exit");
  const status = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      ({ status: code }) => code,
      () => undefined,
    );
  await expect.poll(() => status("/livez"), { timeout: 20_000 }).toBe(200);
  const stop = async (): Promise<number | null> => {
    child.kill("SIGTERM");
    const [code] = await ended;
    return code;
  };
  return {
    child,
    port,
    status,
    stop,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
};

/** Makes more lines than may wait. */
const fillLog = async (port: number): Promise<void> => {
  await using connection = await connectTo(port);
  const count = 25_000;
  void connection.send(requestText("GET /api/users HTTP/1.1").repeat(count));
  for (let index = 0; index < count; index += 1) expect((await connection.response()).status).toBe(200);
};

// They need /dev/full and prlimit, which Linux has.
describe.runIf(isLinux)("a log that cannot be written", () => {
  it("on a device that is full: Roster starts, serves, and stops when it is told", async () => {
    await using directory = await temporaryDirectory();
    await using roster = await startWithLog(directory.databaseUrl, openSync("/dev/full", "w"));
    expect(await roster.status("/api/users")).toBe(200);
    expect(await roster.stop()).toBe(0);
  });

  it("because nobody reads it: Roster serves, counts what is lost, and stops when it is told", async () => {
    await using directory = await temporaryDirectory();
    const key = await createKey(directory.databaseUrl, ["metrics:read"]);
    await using roster = await startWithLog(directory.databaseUrl, "pipe");
    await fillLog(roster.port);
    const response = await fetch(`http://127.0.0.1:${roster.port}/metrics`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const samples = samplesOf(await response.text());
    expect(samples.find(({ name }) => name === "roster_log_dropped_lines_total")?.value).toBeGreaterThan(0);
    expect(await roster.stop()).toBe(0);
  });

  it("because its disk is full: nothing stops, and when there is room it goes on, and says how many lines are missing", async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, "log");
    await using roster = await startWithLog(directory.databaseUrl, openSync(file, "a"));
    const limit = (bytes: number | "unlimited") =>
      execFileSync("prlimit", [`--pid=${roster.child.pid}`, `--fsize=${bytes}:unlimited`]);
    limit(statSync(file).size);
    await fillLog(roster.port);
    limit("unlimited");
    const lines = () => readFileSync(file, "utf8").trimEnd().split("\n");
    await expect.poll(() => lines().join(), { timeout: 20_000 }).toContain("lines of the log were dropped");
    expect(await roster.stop()).toBe(0);
    const parsed = lines().map((line) => JSON.parse(line));
    expect(parsed.at(-1)).toMatchObject({ msg: "stopped" });
    const { lines: dropped } = parsed.find(({ msg }) => msg.startsWith("lines of the log were dropped"));
    expect(parsed.filter(({ msg }) => msg === "answered").length + dropped).toBeGreaterThanOrEqual(25_000);
  });
});
