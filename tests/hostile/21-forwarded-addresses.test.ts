import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let behindProxies: TestRoster;
let strangers: readonly TestRoster[];
beforeAll(async () => {
  behindProxies = await startRoster({ trustedProxies: ["loopback", "10.0.0.0/8", "2001:db8:ffff::/48"] });
  strangers = await Promise.all([startRoster(), startRoster({ trustedProxies: ["192.0.2.1", "::1", "linklocal"] })]);
});
afterAll(() => Promise.all([behindProxies, ...strangers].map((roster) => roster[Symbol.asyncDispose]())));

let count = 0;

/** What the log has for the caller of a request that has these headers. */
const addressFor = async (roster: TestRoster, headers: readonly string[]): Promise<unknown> => {
  count += 1;
  const id = `forwarded-${count}`;
  await exchange(roster.port, requestText("GET /livez HTTP/1.1", [`X-Request-Id: ${id}`, ...headers]));
  const lines = () => roster.log.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === id);
  await expect.poll(lines).toHaveLength(1);
  return lines()[0].address;
};

describe("case 21: from a proxy that is trusted, the caller is", () => {
  it.each([
    ["whom it names", ["203.0.113.7"], "203.0.113.7"],
    ["whom it names by IPv6", ["2001:db8::7"], "2001:db8::7"],
    ["whom it names, without the port", ["203.0.113.7:4711"], "203.0.113.7"],
    ["whom it names by IPv6, without the port", ["[2001:db8::7]:4711"], "2001:db8::7"],
    ["whom the first of several proxies names", ["203.0.113.7, 10.1.2.3,10.4.5.6"], "203.0.113.7"],
    ["whom the first of several proxies names, some by IPv6", ["203.0.113.7, 2001:db8:ffff::1"], "203.0.113.7"],
    ["whom the first of several proxies names, in two headers", ["203.0.113.7", "10.1.2.3"], "203.0.113.7"],
    ["none that the caller itself wrote before", ["198.51.100.1, 203.0.113.7, 10.1.2.3"], "203.0.113.7"],
    ["none of the proxies, though the caller names them", ["10.9.9.9, 203.0.113.7, 10.1.2.3"], "203.0.113.7"],
    ["whom it names, among empty elements of the list", [", 203.0.113.7,,", "\t,10.1.2.3,"], "203.0.113.7"],
    ["whom it names after rubbish", ['x"}\\n, 203.0.113.7'], "203.0.113.7"],
    ["the proxy itself, when it names nobody", ["unknown"], "127.0.0.1"],
    ["the proxy itself, when rubbish comes last", ["203.0.113.7, x"], "127.0.0.1"],
    ["the last proxy before rubbish", ["203.0.113.7, x, 10.1.2.3"], "10.1.2.3"],
    ["the proxy itself, when nothing is told", [""], "127.0.0.1"],
    ["the proxy itself, when there are commas only", [",,,"], "127.0.0.1"],
    ["the proxy itself, when the address is an odd form of one", ["0x7f.1"], "127.0.0.1"],
    ["the proxy itself, when a number is told", ["1"], "127.0.0.1"],
    ["the one at the far end of many", [`203.0.113.7${", 10.1.2.3".repeat(1_500)}`], "203.0.113.7"],
  ])("%s", async (_, values, address) => {
    const headers = values.map((value) => `X-Forwarded-For: ${value}`);
    expect(await addressFor(behindProxies, headers)).toBe(address);
  });

  it("the proxy itself, whatever other headers say", async () => {
    const headers = ["Forwarded: for=203.0.113.7", "X-Real-IP: 203.0.113.7", "Client-IP: 203.0.113.7"];
    expect(await addressFor(behindProxies, headers)).toBe("127.0.0.1");
  });
});

describe("case 21: what a stranger says of the caller is ignored:", () => {
  it.each(["203.0.113.7", "127.0.0.1, 203.0.113.7", "192.0.2.1", "x", "::1"])("%s", async (value) => {
    for (const roster of strangers) {
      expect(await addressFor(roster, [`X-Forwarded-For: ${value}`])).toBe("127.0.0.1");
    }
  });
});

describe("case 21: the connection of the caller", () => {
  const isSecureFor = async (roster: TestRoster, protocol: string): Promise<boolean> =>
    (await roster.request("GET", "/livez", { headers: { "x-forwarded-proto": protocol } })).headers.has(
      "strict-transport-security",
    );

  it.each([
    ["https", true],
    ["http, https", true],
    ["http", false],
    ["https, http", false],
    ["HTTPS; x", false],
  ])("is TLS when a trusted proxy says so: %s", async (protocol, isSecure) => {
    expect(await isSecureFor(behindProxies, protocol)).toBe(isSecure);
  });

  it("is not TLS because a stranger says so", async () => {
    for (const roster of strangers) expect(await isSecureFor(roster, "https")).toBe(false);
  });
});

it("addresses in answers name no host, so none can be put there", async () => {
  const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  const list = await behindProxies.request("GET", "/api/users?limit=1", { headers });
  expect(list.headers.get("link")).toMatch(/^<\/api\/users\?/);
  const key = await behindProxies.createKey(["users:write"]);
  const created = await behindProxies.request("POST", "/api/users", { key, headers, body: { name: "Eve", age: 1 } });
  expect(created.headers.get("location")).toBe("/api/users/3");
});
