import { describe, expect, it } from "vitest";
import { requestText } from "../support/raw-http.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

describe("case 19: a value that comes back in a header is encoded there, and means the same", () => {
  it.each(["Ж", "李", "😀", "é", '"', ">", "<a>; rel=x", "a,b", "a;b", "a\\b", "%0d%0a", "100%", "+&=#?/"])(
    "%s in the filter of a list",
    async (prefix) => {
      const names = [`${prefix}1`, `${prefix}2`];
      for (const name of names) await target.send("POST", "/api/users", { name, age: 1 });
      const first = await target.send("GET", `/api/users?limit=1&sort=name&name=${encodeURIComponent(prefix)}`);
      const [, next = ""] = /^<(\/api\/users\?[\x21-\x7e]+)>; rel="next"$/.exec(first.headers.get("link") ?? "") ?? [];
      expect(next).not.toMatch(/[<>" ]/);
      const second = await target.send("GET", next);
      expect([first.json, second.json].flat()).toMatchObject(names.map((name) => ({ name })));
      expect(second.headers.get("link")).toBeNull();
    },
  );

  it.each(["%0d%0aX-Injected:%201", "%0aX-Injected:1", "%0D%0A%0D%0A<script>", "%c2%85", "a%0d", "%00%0d%0a"])(
    "a line break in a filter (%s) is a 400",
    async (text) => {
      const send = () => target.send("GET", `/api/users?limit=1&name=${text}`);
      const answer = await target.expectRefused(send, "invalid-request");
      expect(answer.headers.has("x-injected")).toBe(false);
    },
  );

  it("a key in Location is the address of the pair", async () => {
    const { headers } = await target.send("PUT", "/api/data/A.b_c-9", { value: "v" });
    expect((await target.send("GET", headers.get("location") ?? "")).json).toEqual({ key: "A.b_c-9", value: "v" });
  });

  it.each(["嘊嘍X-Injected: 1", "\u{10d}\u{10a}X-Injected: 1", "č\u010a", "ÿ", "\u00a0a", "a\u2028b"])(
    "%j, whose bytes end in those of a line break, or that is no ASCII, ends no header",
    async (prefix) => {
      for (const age of [1, 2]) await target.send("POST", "/api/users", { name: prefix, age });
      const answer = await target.send("GET", `/api/users?limit=1&name=${encodeURIComponent(prefix)}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.has("x-injected")).toBe(false);
      expect(answer.headers.get("link")).toMatch(/^<[\x21-\x3b\x3d\x3f-\x7e]+>; rel="next"$/);
    },
  );

  it("the address of a list, in whatever form, comes back as an address of this server", async () => {
    const lists = ["http://evil.example/api/users?limit=1", "/api/users/?limit=1", "/api/%75sers?limit=1"];
    for (const address of lists) {
      const { headers } = await target.exchange(requestText(`GET ${address} HTTP/1.1`), "GET /api/users?limit=1");
      expect(headers.get("link")).toMatch(/^<\/api\/users\?[^>]+>; rel="next"$/);
    }
  });

  it("nothing that came with the request is in WWW-Authenticate or Allow", async () => {
    const headers = { authorization: 'Bearer x", error="y', "x-http-method": "EVIL" };
    const refuse = () => target.send("DELETE", "/api/data/key?evil", undefined, headers);
    const refused = await target.expectRefused(refuse, "unauthenticated");
    expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="roster", error="invalid_token"');
    const put = () => target.send("PUT", "/api/users?evil", undefined, { allow: "EVIL" });
    expect((await target.expectRefused(put, "method-not-allowed")).headers.get("allow")).not.toContain("EVIL");
  });
});
