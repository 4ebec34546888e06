import { describe, expect, it } from "vitest";
import { placesOf, useTarget } from "./target.ts";

const target = useTarget();

/** Percent-encodings of nothing, of half a character, of a longer spelling than there should be, and of U+0000. */
const unreadable = [
  "%",
  "%z",
  "%zz",
  "%4",
  "%%",
  "%%34%31",
  "%u0041",
  "%-1",
  "%ff",
  "%80",
  "%e2%82",
  "%c0%af",
  "%c0%ae%c0%ae",
  "%C1%81",
  "%e0%80%af",
  "%f0%80%80%af",
  "%ed%a0%80",
  "%ed%a0%bd%ed%b8%80",
  "%f4%90%80%80",
  "%fe%ff",
] as const;

describe.each(unreadable)("case 14: an escape that is no character is refused: %s", (bad) => {
  it.each(["name", "cursor", "sort", "limit"])("in the parameter %s it is a 400 that names it", async (parameter) => {
    for (const text of [bad, `a${bad}`, `${bad}x`]) {
      const send = () => target.send("GET", `/api/users?${parameter}=${text}`);
      const { problem } = await target.expectRefused(send, "invalid-request");
      expect(placesOf(problem)).toEqual([{ parameter, code: "encoding" }]);
    }
  });

  it("in the name of a parameter it is a 400 that names it as it came", async () => {
    const { problem } = await target.expectRefused(() => target.send("GET", `/api/users?${bad}=1`), "invalid-request");
    expect(placesOf(problem)).toEqual([{ parameter: bad, code: "encoding" }]);
  });

  it.each(["/api/data/", "/api/users/", "/", "/api/users", "/nobody/", "/docs/"])(
    "in the path %s it is a 400",
    async (path) => {
      for (const method of ["GET", "DELETE", "PUT"]) {
        const text = target.textOf(`${method} ${path}${bad} HTTP/1.1`);
        await target.expectRefused(() => target.exchange(text, "GET /livez"), "malformed-request");
      }
    },
  );
});

describe("case 14: U+0000, escaped, is a 400 wherever it stands", () => {
  it.each([
    ["/api/users?name=%00", { parameter: "name", code: "pattern" }],
    ["/api/users?name=a%00b", { parameter: "name", code: "pattern" }],
    ["/api/users?sort=id%00", { parameter: "sort", code: "enum" }],
    ["/api/users?limit=5%00", { parameter: "limit", code: "type" }],
    ["/api/users?cursor=a%00", { parameter: "cursor", code: "pattern" }],
    ["/api/users?limit%00=5", { parameter: "limit\0", code: "unknown" }],
    ["/api/data/%00", { parameter: "key", code: "pattern" }],
    ["/api/data/key%00", { parameter: "key", code: "pattern" }],
    ["/api/data/key%00.json", { parameter: "key", code: "pattern" }],
    ["/api/users/1%00", { parameter: "userId", code: "type" }],
    ["/api/contacts?email=a%00@example.com", { parameter: "email", code: "pattern" }],
  ])("%s", async (path, place) => {
    const { problem } = await target.expectRefused(() => target.send("GET", path), "invalid-request");
    expect(placesOf(problem)).toEqual([place]);
  });

  it("and where nothing is, it is a 404", async () => {
    await target.expectRefused(() => target.send("GET", "/nobody%00"), "unknown-address");
    await target.expectRefused(() => target.send("GET", "/livez%00"), "unknown-address");
  });
});
