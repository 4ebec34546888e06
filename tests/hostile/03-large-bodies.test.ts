import { describe, expect, it } from "vitest";
import { expectProblem, type ProblemName } from "../support/problem.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { type RequestOptions, send } from "../support/roster.ts";
import { bodyWays } from "./bodies.ts";
import { createHome, stop } from "./home.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

const limitBytes = 65_536;
const padded = (bytes: number): string => '{"name":"A","age":"'.padEnd(bytes - 2, "x").concat('"}');

const streamOf = (text: string): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (let start = 0; start < text.length; start += 16_384) {
        controller.enqueue(Buffer.from(text.slice(start, start + 16_384)));
      }
      controller.close();
    },
  });

describe.each([
  ["with Content-Length", (text: string): unknown => text],
  ["in chunks", streamOf],
])("case 3: a body %s", (_, bodyOf) => {
  it("of exactly the limit is read, and judged by what it says", async () => {
    const send = () => target.send("POST", "/api/users", bodyOf(padded(limitBytes)));
    const { problem } = await target.expectRefused(send, "invalid-request");
    expect(problem.errors).toMatchObject([{ pointer: "/age", code: "type" }]);
  });

  it.each([
    ["one byte over the limit", padded(limitBytes + 1)],
    ["over the limit by spaces behind it", `{"name":"A","age":1}${" ".repeat(limitBytes)}`],
    ["over the limit by spaces before it", `${" ".repeat(limitBytes)}{"name":"A","age":1}`],
    ["of a megabyte", padded(1_000_000)],
  ])("%s is a 413 that closes the connection", async (_, text) => {
    const send = () => target.send("POST", "/api/users", bodyOf(text));
    const answer = await target.expectRefused(send, "content-too-large");
    expect(answer.headers.get("connection")).toBe("close");
  });
});

describe("case 3: a body over the limit is a 413 wherever a body is taken", () => {
  it.each(bodyWays)("$name", async ({ send }) => {
    await target.expectRefused(() => send(target, padded(limitBytes + 1)), "content-too-large");
  });
});

const json = "Content-Type: application/json";

describe("case 3: a body that is announced as too large is a 413 before any byte of it is sent", () => {
  it.each([65_537, 5_000_000, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53, "0000000000065537"])(
    "%s bytes",
    async (length) => {
      const text = target.textOf("POST /api/users HTTP/1.1", [json, `Content-Length: ${length}`]);
      await target.expectRefused(() => target.exchange(text), "content-too-large");
    },
  );
});

describe("case 3: a body of no known length is read no further than the limit: the 413 does not wait for its end", () => {
  const chunk = (bytes: number): string => `${bytes.toString(16)}\r\n${"x".repeat(bytes)}\r\n`;

  it.each([
    ["in one chunk that does not end", `${(2 * limitBytes).toString(16)}\r\n${"x".repeat(limitBytes + 1)}`],
    ["in one chunk of 4 GiB", `100000000\r\n${"x".repeat(limitBytes + 1)}`],
    ["in two chunks", chunk(limitBytes) + chunk(1)],
    ["in chunks of a byte", chunk(1).repeat(limitBytes + 1)],
  ])("%s", async (_, bytes) => {
    await target.expectUntouched(async () => {
      await using connection = await connectTo(target.roster.port);
      const head = ["POST /api/users HTTP/1.1", [`Authorization: Bearer ${target.key}`, json]] as const;
      await connection.send(requestText(head[0], [...head[1], "Transfer-Encoding: chunked"]));
      await connection.send(bytes);
      expectProblem(await connection.response(), "content-too-large");
      expect(await connection.closed).toBe("");
    });
  });

  it("and whoever goes on sending all the same can still read the answer", async () => {
    await target.expectUntouched(async () => {
      await using connection = await connectTo(target.roster.port);
      await connection.send(target.textOf("POST /api/users HTTP/1.1", [json, "Transfer-Encoding: chunked"]));
      for (let sent = 0; sent < 4_000_000; sent += 50_000) await connection.send(chunk(50_000));
      expectProblem(await connection.response(), "content-too-large");
    });
  });
});

// Against a process of its own: in the thread of the caller, no byte is sent while the answer is written.
it("case 3: whoever sends all of a large body before reading anything is still told why it was refused", async () => {
  await using home = await createHome();
  const roster = await home.start();
  const large = "x".repeat(8_000_000);
  const refusals: readonly (readonly [ProblemName, RequestOptions])[] = [
    ["content-too-large", { key: home.key, body: large }],
    ["unauthenticated", { body: large }],
    ["unsupported-media-type", { key: home.key, body: large, headers: { "content-type": "a/b" } }],
  ];
  for (const [type, options] of refusals) {
    const sendAll = Array.from({ length: 20 }, () => send(roster.address, "POST", "/api/users", options));
    for (const answer of await Promise.all(sendAll)) expectProblem(answer, type);
  }
  await stop(roster);
});

it("case 3: a request that follows a refused body on its connection is not carried out", async () => {
  await target.expectUntouched(async () => {
    await using connection = await connectTo(target.roster.port);
    await connection.send(target.textOf("POST /api/users HTTP/1.1", [json, "Content-Length: 70000"]));
    expectProblem(await connection.response(), "content-too-large");
    await connection.send("x".repeat(70_000) + target.textOf("DELETE /api/users/1 HTTP/1.1"));
    expect(await connection.closed).toBe("");
  });
});
