import { describe, expect, it } from "vitest";
import { useTarget } from "./target.ts";

const target = useTarget();

const get = (address: string, heldTo?: string) => target.exchange(target.textOf(`GET ${address} HTTP/1.1`), heldTo);

describe("case 15: a path that does not fit is a 400 or a 404, and never leads elsewhere", () => {
  it.each([
    ["/api/users/9007199254740992", "invalid-request"],
    ["/api/users/0", "invalid-request"],
    ["/api/users/-1", "invalid-request"],
    ["/api/users/1e0", "invalid-request"],
    ["/api/users/0x1", "invalid-request"],
    ["/api/users/%31%20", "invalid-request"],
    ["/api/users/1;admin=true", "invalid-request"],
    ["/api/users/1%2f..%2f2", "invalid-request"],
    ["/api/data/..%2f..%2fetc%2fpasswd", "invalid-request"],
    ["/api/data/..%5c..%5cetc", "invalid-request"],
    ["/api/data/__proto__", "invalid-request"],
    ["/api/data/%2e%2e", "invalid-request"],
    ["/api/data/%2E%2e%2Fusers", "invalid-request"],
    ["/api/data/..%252f..%252fetc", "invalid-request"],
    ["/api/data/....%2f%2fetc", "invalid-request"],
    ["/api/data/file:%2f%2f%2fetc%2fpasswd", "invalid-request"],
    ["/api/data/C:%5cwindows", "invalid-request"],
    ["/api/data/~root", "invalid-request"],
    ["/api/data/key;v=1", "invalid-request"],
    ["/api/data/..", "invalid-request"],
    [`/api/data/${"k".repeat(129)}`, "invalid-request"],
    [`/api/data/${"k".repeat(7_900)}`, "invalid-request"],
    ["/api/users/9007199254740991", "not-found"],
    ["/api/data/constructor", "not-found"],
    ["/api/../etc/passwd", "unknown-address"],
    ["/..%2f..%2fetc%2fpasswd", "unknown-address"],
    ["//api/users", "unknown-address"],
    ["//evil.example/api/users", "unknown-address"],
    ["/api//users", "unknown-address"],
    ["/api/users//", "unknown-address"],
    ["/api/data//", "unknown-address"],
    ["/api%2fusers", "unknown-address"],
    ["/api/users;x=1", "unknown-address"],
    ["/API/users", "unknown-address"],
    ["/api\\users", "unknown-address"],
    ["/api/users/1/contact/x", "unknown-address"],
    ["/api/data/a/b", "unknown-address"],
    ['/<script>"', "unknown-address"],
    ["/package.json", "unknown-address"],
    ["/.git/config", "unknown-address"],
    ["/data/roster.db", "unknown-address"],
    ["/docs/assets/..%2f..%2fpackage.json", "invalid-request"],
    ["/docs/%2e%2e/package.json", "unknown-address"],
    ["/openapi.json%2f", "unknown-address"],
    ["/openapi.yml", "unknown-address"],
    ["/./livez", "unknown-address"],
    ["/livez%2f", "unknown-address"],
    ["/livez%20", "unknown-address"],
    ["/livez.", "unknown-address"],
    ["/docs/..%2fpackage.json", "unknown-address"],
  ] as const)("%s is %s", async (address, type) => {
    const { instance } = (await target.expectRefused(() => get(address), type)).problem;
    // A URI reference that names this server and this path again.
    expect(new URL(instance ?? "", "http://roster").origin).toBe("http://roster");
  });

  it("escapes of plain letters are the letters", async () => {
    expect((await get("/api/%75sers/%31", "GET /api/users/1")).status).toBe(200);
    expect((await get("/api/d%61ta/%6Bey", "GET /api/data/key")).status).toBe(200);
  });
});

describe("case 15: a long address", () => {
  it.each([
    ["of 8,000 bytes is read", `/api/users?name=${"a".repeat(7_984)}`, "invalid-request"],
    ["over 8,000 bytes is a 414", `/api/users?name=${"a".repeat(7_985)}`, "address-too-long"],
    ["over 8,000 bytes in a parameter is a 414", `/api/data/${"a".repeat(9_000)}`, "address-too-long"],
    ["over 8,000 bytes of nothing is a 414", `/${"a".repeat(9_000)}`, "address-too-long"],
    ["over 8,000 bytes that cannot be read is a 414", `/api/data/${"%zz".repeat(3_000)}`, "address-too-long"],
    ["over the limit of the head is a 431", `/${"a".repeat(20_000)}`, "header-fields-too-large"],
    ["of a megabyte is a 431", `/${"a".repeat(1_000_000)}`, "header-fields-too-large"],
  ] as const)("%s", async (_, address, type) => {
    await target.expectRefused(() => get(address, "GET /api/users"), type);
  });
});

describe("case 15: a target in another form", () => {
  it.each([
    ["http://roster/api/users", 200],
    ["HTTP://roster/api/users?limit=1", 200],
    ["https://user:password@evil.example:1/api/users/1", 200],
    ["http://roster", 200],
    ["http://roster?limit=1", 400],
    ["http://roster/nobody", 404],
  ])("%s, which is made for proxies, is the address without its host", async (address, status) => {
    const { pathname, search } = new URL(address);
    const answer = await get(address, `GET ${pathname}${search}`);
    expect(answer.status).toBe(status);
    const canonical = await target.send("GET", `${pathname}${search}`);
    if (status === 200) expect(answer.text).toBe(canonical.text);
    else expect(JSON.parse(answer.text).instance).toBe(pathname);
  });

  it.each(["*", "roster:80", "?limit=1", "users", "ftp://roster/api/users", "/livez#fragment", "/livez#?a=b", "/é"])(
    "%s is no address of anything: a 400 that closes the connection",
    async (address) => {
      const answer = await target.expectRefused(() => get(address, "GET /livez"), "malformed-request");
      expect(answer.closes).toBe(true);
    },
  );
});
