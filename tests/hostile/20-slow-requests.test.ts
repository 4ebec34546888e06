import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { connectTo, type RawConnection, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { sendsSlowCallersAway } from "./slow-callers.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster({ requestTimeoutSeconds: 1, idleTimeoutSeconds: 3 });
  key = await roster.createKey(["users:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

const headOf = (...headers: string[]): string =>
  requestText("POST /api/users HTTP/1.1", [
    `Authorization: Bearer ${key}`,
    "Content-Type: application/json",
    ...headers,
  ]);

const expectTimeout = async (connection: RawConnection): Promise<void> => {
  expectProblem(await connection.response(), "request-timeout");
  expect(await connection.closed).toBe("");
};

/** Sends a byte every 50 ms until the server has had enough. */
const trickle = async (connection: RawConnection, byte: string): Promise<void> => {
  const timer = setInterval(() => void connection.send(byte), 50);
  await connection.closed;
  clearInterval(timer);
};

const timeOut = async (text: string, more: string | undefined): Promise<void> => {
  await using connection = await connectTo(roster.port);
  await connection.send(text);
  if (text.includes("Expect")) expect((await connection.response()).status).toBe(100);
  await Promise.all([expectTimeout(connection), more && trickle(connection, more)]);
};

describe("case 20: a request that does not arrive in time is a 408 that closes the connection", () => {
  const halves: Readonly<Record<string, () => readonly [text: string, more?: string]>> = {
    "half a first line": () => ["POST /api/us"],
    "half a head": () => ["GET /livez HTTP/1.1\r\nHost: a\r\nX: "],
    "a head without its last line": () => ["GET /livez HTTP/1.1\r\nHost: a\r\n"],
    "a head that comes byte by byte": () => ["GET /livez HTTP/1.1\r\nHost: a\r\nX: ", "x"],
    "no body": () => [headOf("Content-Length: 23")],
    "half a body": () => [`${headOf("Content-Length: 23")}{"name"`],
    "half a chunk": () => [`${headOf("Transfer-Encoding: chunked")}17\r\n{"name"`],
    "chunks without an end": () => [`${headOf("Transfer-Encoding: chunked")}2\r\n{}\r\n`],
    "a body that was asked for": () => [headOf("Content-Length: 23", "Expect: 100-continue")],
    "a body that comes byte by byte": () => [headOf("Content-Length: 60000"), " "],
  };
  const outcomes = new Map<string, Promise<unknown>>();
  // All at once: each takes as long as the time-out.
  beforeAll(() => {
    for (const [name, half] of Object.entries(halves)) {
      const [text, more] = half();
      const outcome = timeOut(text, more).catch((error: unknown) => error);
      outcomes.set(name, outcome);
    }
  });

  it.each(Object.keys(halves))("%s", async (name) => {
    expect(await outcomes.get(name)).toBeUndefined();
  });
});

it.concurrent("case 20: 100 callers who send half a request, or a byte a second, keep nobody from being served", async () => {
  const writer = await roster.createKey(["users:write"]);
  await sendsSlowCallersAway({ address: roster.address, key: writer, count: 100 });
});

it.concurrent.for<[string, (connection: RawConnection) => unknown]>([
  ["hangs-up", (connection) => connection[Symbol.asyncDispose]()],
  ["sends-no-more", (connection) => connection.end()],
  ["breaks-off", (connection) => connection.reset()],
])(
  "case 20: a caller who %s in the middle of a body leaves one line in the log, and no fault",
  async ([id, leave], { expect }) => {
    await using connection = await connectTo(roster.port);
    // The first answer shows that the second request has been read too.
    await connection.send(
      `${requestText("GET /livez HTTP/1.1")}${headOf("Content-Length: 60000", `X-Request-Id: ${id}`)}{"name"`,
    );
    expect((await connection.response()).status).toBe(200);
    await leave(connection);
    const lines = () => roster.log.filter((line) => line.includes(`"${id}"`)).map((line) => JSON.parse(line));
    await expect
      .poll(lines)
      .toMatchObject([
        { level: "info", operationId: "createUser", address: "127.0.0.1", status: 400, msg: "answered" },
      ]);
  },
);

it.concurrent("case 20: a refused request whose body never comes is closed without a second answer", async () => {
  await using connection = await connectTo(roster.port);
  await connection.send(requestText("POST /api/users HTTP/1.1", ["Content-Length: 9"]));
  expectProblem(await connection.response(), "unauthenticated");
  expect(await connection.closed).toBe("");
});
