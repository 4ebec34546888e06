import { describe, expect, it } from "vitest";
import { useTarget } from "./target.ts";

const target = useTarget();

const create = async (name: string): Promise<string> =>
  (await target.send("POST", "/api/users", { name, age: 1 })).headers.get("location") ?? "";

describe("case 24: what other filters take for wildcards matches itself", () => {
  const wild = ["%", "_", "*", "?", "\\", "[a-z]", ".", "^", "\\%", "%_", "(?i)"];

  it.each(wild)("%s", async (text) => {
    const [name, other] = [`${text}card ${wild.indexOf(text)}`, `Xcard ${wild.indexOf(text)}`];
    await create(name);
    await create(other);
    const find = async (prefix: string) =>
      ((await target.send("GET", `/api/users?limit=500&name=${encodeURIComponent(prefix)}`)).json as { name: string }[])
        .map((user) => user.name)
        .filter((each) => each.includes("card"));
    expect(await find(`${text}card`)).toEqual([name]);
    for (const found of await find(text)) expect(found.startsWith(text)).toBe(true);
    expect(await find(`Xc${text}`)).toEqual([]);
  });
});

describe("case 25: markup in a name comes back as JSON that no browser takes for a page", () => {
  it.each([
    "<script>alert(document.domain)</script>",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!doctype html><title>x</title>",
    "javascript:alert(1)",
    "<?xml version='1.0'?><x/>",
    "+ADw-script+AD4-",
  ])("%s", async (name) => {
    const location = await create(name);
    for (const accept of ["text/html", "image/svg+xml", "*/*"]) {
      const answer = await target.send("GET", location, undefined, { accept });
      expect(answer.json).toMatchObject({ name });
      expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    }
    const encoded = encodeURIComponent(name);
    await target.expectRefused(() => target.send("GET", `/api/users?sort=${encoded}`), "invalid-request");
    await target.expectRefused(() => target.send("GET", `/api/data/${encoded}`), "invalid-request");
  });

  it("the documentation takes nothing from its address, and runs no script but its own", async () => {
    await target.expectRefused(() => target.send("GET", "/docs?<script>alert(1)</script>"), "invalid-request");
    const { headers } = await target.send("GET", "/docs");
    const scripts = headers.get("content-security-policy")?.match(/script-src [^;]*/)?.[0];
    expect(scripts).toBe("script-src 'self'");
  });
});
