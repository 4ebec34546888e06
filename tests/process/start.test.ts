import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { failureOfStart } from "../../src/core/service/process.ts";
import { formatSealingKey, newSealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** What a start that is refused says: one line, and nothing of a stack. */
const refusalOf = async (environment: Record<string, string>, ...commandLine: string[]): Promise<string> => {
  const failure = await failureOfStart(app, commandLine, environment);
  const text = failure?.text ?? expect.unreachable("The start has not failed.");
  expect(text.trimEnd().split("\n")).toHaveLength(1);
  expect(text).not.toMatch(/\n\s+at /);
  return text;
};

describe("a start", () => {
  it("answers with the sample records from a database that it makes", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    expect((await send(roster.address, "GET", "/api/data")).text).toBe('{"key":"value"}');
    expect((await send(roster.address, "GET", "/api/data/")).text).toBe('{"key":"value"}');
    expect((await send(roster.address, "GET", "/api/users")).text).toBe(
      '[{"id":1,"name":"Alice","age":30},{"id":2,"name":"Bob","age":25}]',
    );
    roster.child.kill("SIGTERM");
    await roster.ended;
  });

  it.each([
    { name: "SAMPLE_DATA=off", environment: { SAMPLE_DATA: "off" } },
    {
      name: "NODE_ENV=production",
      environment: { NODE_ENV: "production", SEALING_KEYS: formatSealingKey(newSealingKey()) },
    },
  ])("begins empty with $name", async ({ environment }) => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl, ...environment });
    expect((await send(roster.address, "GET", "/api/data")).text).toBe("{}");
    expect((await send(roster.address, "GET", "/api/users")).text).toBe("[]");
    roster.child.kill("SIGTERM");
    await roster.ended;
  });

  it.each<{ name: string; environment?: Record<string, string>; commandLine?: string[]; line: RegExp }>([
    {
      name: "a port that is no number",
      environment: { PORT: "http" },
      line: /^PORT must be a whole number from 0 to 65535\.$/m,
    },
    { name: "a port out of range", environment: { PORT: "65536" }, line: /^PORT must be/m },
    {
      name: "an unknown log level",
      environment: { LOG_LEVEL: "loud" },
      line: /^LOG_LEVEL must be one of trace, debug,/m,
    },
    {
      name: "sample data that is neither on nor off",
      environment: { SAMPLE_DATA: "yes" },
      line: /SAMPLE_DATA must be "on" or "off"/,
    },
    {
      name: "an origin that has a path",
      environment: { CORS_ORIGINS: "https://a.example/x" },
      line: /CORS_ORIGINS .*no origin/,
    },
    ...["on/60", "requests", "requests=0/60", "requests=5/0", "requests=5/86401", "requests=5", "Requests=5/60"].map(
      (text) => ({
        name: `a rate limit that is none: ${text}`,
        environment: { RATE_LIMIT: `writes=60/1,${text}` },
        line: new RegExp(`^RATE_LIMIT has "${text}", which is no limit such as writes=600/60 `),
      }),
    ),
    {
      name: "a rate limit that is changed twice",
      environment: { RATE_LIMIT: "writes=60/1, writes=5/1" },
      line: /^RATE_LIMIT has "writes" twice\.$/m,
    },
    {
      name: "a rate limit that the contract does not have",
      environment: { RATE_LIMIT: "rites=60/1", SEALING_KEYS: formatSealingKey(newSealingKey()) },
      line: /^RATE_LIMIT has "rites"; the contract has the limits requests, reads, writes\.$/m,
    },
    {
      name: "an idle time-out that leaves no time for a 408",
      environment: { REQUEST_TIMEOUT_SECONDS: "60", IDLE_TIMEOUT_SECONDS: "61" },
      line: /^IDLE_TIMEOUT_SECONDS must be at least REQUEST_TIMEOUT_SECONDS \+ 2: /m,
    },
    {
      name: "an idle time-out that cuts off silent streams",
      environment: { STREAM_HEARTBEAT_SECONDS: "60", IDLE_TIMEOUT_SECONDS: "61" },
      line: /^IDLE_TIMEOUT_SECONDS must be at least STREAM_HEARTBEAT_SECONDS \+ 2: /m,
    },
    {
      name: "two wrong settings, both named",
      environment: { PORT: "-1", LOG_LEVEL: "x" },
      line: /PORT .*; LOG_LEVEL /,
    },
    {
      name: "sample data in production",
      environment: { SAMPLE_DATA: "on", NODE_ENV: "production" },
      line: /SAMPLE_DATA=on contradicts NODE_ENV=production/,
    },
    {
      name: "production without a sealing key",
      environment: { NODE_ENV: "production" },
      line: /NODE_ENV=production needs SEALING_KEYS.*npm run --silent keys -- sealing-key/,
    },
    {
      name: "a sealing key that is none, which is not shown",
      environment: { SEALING_KEYS: `${formatSealingKey(newSealingKey())},today:c2VjcmV0` },
      line: /^SEALING_KEYS is no list of keys: key 2 is not id:secret, the secret being 32 bytes in base64url\.$/m,
    },
    { name: "an unknown argument", commandLine: ["--prot", "80"], line: /--prot.*--help/ },
    { name: "an argument without its value", commandLine: ["--port"], line: /--port.*--help/ },
    { name: "a surplus argument", commandLine: ["8080"], line: /8080.*--help/ },
    {
      name: "a host that is not of this machine",
      environment: { HOST: "192.0.2.1", SEALING_KEYS: formatSealingKey(newSealingKey()) },
      line: /HOST 192\.0\.2\.1/,
    },
    { name: "a database of another kind", environment: { DATABASE_URL: "mysql://localhost/roster" }, line: /mysql/ },
  ])("is refused in one line for $name", async ({ environment = {}, commandLine = [], line }) => {
    await using directory = await temporaryDirectory();
    const settings = { DATABASE_URL: directory.databaseUrl, PORT: "0", ...environment };
    expect(await refusalOf(settings, ...commandLine)).toMatch(line);
  });

  it("that is refused says its line on stderr, and in the log where programs read it, and ends with the exit code 1", async () => {
    await using directory = await temporaryDirectory();
    const settings = { DATABASE_URL: directory.databaseUrl, PORT: "http" };
    const { exitCode, signal, stderr, stdout } = await runFile("src/start.js", [], settings);
    expect(stderr).toBe("roster: PORT must be a whole number from 0 to 65535.\n");
    expect({ exitCode, signal }).toEqual({ exitCode: 1, signal: null });
    const reason = "PORT must be a whole number from 0 to 65535.";
    expect(JSON.parse(stdout)).toMatchObject({ level: "fatal", msg: "the start failed", reason });
  });

  it("is refused in one line that says the way out when the port is taken", async () => {
    await using directory = await temporaryDirectory();
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const port = String((other.address() as AddressInfo).port);
    const refusal = await refusalOf({ DATABASE_URL: directory.databaseUrl, PORT: port });
    other.close();
    expect(refusal).toBe(
      `Port ${port} on 127.0.0.1 is taken (on macOS, AirPlay Receiver holds port 5000). ` +
        "Choose another one: npm start -- --port 8080",
    );
  });

  it("is refused in one line when the database is damaged", async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, "roster.db");
    await writeFile(file, "this is no database, whatever its name says".repeat(100));
    expect(await refusalOf({ DATABASE_URL: directory.databaseUrl, PORT: "0" })).toContain(file);
  });

  it("takes the port and the log level from the command line before the environment", async () => {
    await using directory = await temporaryDirectory();
    const settings = { DATABASE_URL: directory.databaseUrl, PORT: "0" };
    expect(await refusalOf(settings, "--port", "99999", "--debug")).toContain("PORT must be a whole number");
  });

  it("says how it is called with --help, and starts nothing", async () => {
    const { exitCode, stdout, stderr } = await runFile("src/start.js", ["--help"]);
    expect(stdout).toContain("--port PORT");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });
});
