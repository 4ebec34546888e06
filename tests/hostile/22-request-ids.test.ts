import { describe, expect, it } from "vitest";
import { requestText } from "../support/raw-http.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

const made = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const linesOf = (id: string | null): readonly string[] => target.roster.log.filter((line) => line.includes(`"${id}"`));

describe("case 22: X-Request-Id", () => {
  it.each(["a", "0e9dd7f6-1a2b-4c3d-8e4f-5a6b7c8d9e0f", "A.b_c~d-9", "x".repeat(128)])(
    "that is well formed comes back and is in the log: %s",
    async (id) => {
      const answer = await target.exchange(requestText("GET /livez HTTP/1.1", [`x-REQUEST-id: ${id} `]));
      expect(answer.headers.get("x-request-id")).toBe(id);
      await expect.poll(() => linesOf(id)).toHaveLength(1);
    },
  );

  it.each([
    ["nothing", ""],
    ["a space", "a b"],
    ["a tab", "a\tb"],
    ["a quote", 'a"b'],
    ["a backslash", "a\\nb"],
    ["an escape", "a%0ab"],
    ["braces", "{jndi:ldap://evil}"],
    ["a byte beyond ASCII", "\xe9"],
    ["129 characters", "x".repeat(129)],
    ["10 kB", "x".repeat(10_000)],
    ["a key", `roster_${"0".repeat(16)}_${"1".repeat(64)}`],
    ["a token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."],
    ["an empty one and another", "\r\nX-Request-Id: b"],
    ["an underscore in place of a letter beyond ASCII", "\xad"],
    ["an escape of a terminal", "\x9b31m"],
    ["a comma", "a,b"],
    ["JSON", '{"level":"fatal"}'],
    ["two of them", "a\r\nX-Request-Id: b"],
  ])("of %s is replaced, and there is one line in the log", async (_, id) => {
    const text = Buffer.from(requestText("GET /livez HTTP/1.1", [`X-Request-Id: ${id}`]), "latin1");
    const answer = await target.exchange(text);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-request-id")).toMatch(made);
    await expect.poll(() => linesOf(answer.headers.get("x-request-id"))).toHaveLength(1);
  });

  it("that is sent again with every request is each request's own", async () => {
    for (let time = 0; time < 3; time += 1) {
      await target.exchange(requestText("GET /livez HTTP/1.1", ["X-Request-Id: again"]));
    }
    await expect.poll(() => linesOf("again")).toHaveLength(3);
  });

  it.each(["a\nlevel: fatal", "a\r\n level: fatal", "a\rb"])(
    "with a line break is a 400 and no line of its own: %j",
    async (id) => {
      const text = requestText("GET /livez HTTP/1.1", [`X-Request-Id: ${id}`]);
      const answer = await target.expectRefused(() => target.exchange(text), "malformed-request");
      expect(linesOf(answer.headers.get("x-request-id"))).toHaveLength(1);
      expect(target.roster.log.join("")).not.toContain("level: fatal");
    },
  );
});
