import { describe, expect, it } from "vitest";
import { defaultHeaders } from "../../src/core/http/default-headers.ts";
import { createResponseCheck } from "../support/response-check.ts";
import { checkResponse, contract, startRoster } from "../support/roster.ts";

const good = {
  method: "OPTIONS",
  path: "/livez",
  status: 204,
  headers: { "X-Request-Id": "a", Allow: "GET, HEAD, OPTIONS", ...defaultHeaders(false) },
  text: "",
};
const check = (headers: Readonly<Record<string, string>>): void =>
  checkResponse({ ...good, headers: new Headers(headers) });

describe("the check of every answer", () => {
  it("accepts the headers of the door", () => {
    check(good.headers);
  });

  it.each(Object.keys(defaultHeaders(false)))("fails without %s, and with another value", (name) => {
    const { [name]: _, ...others } = good.headers as Record<string, string>;
    // The contract has another letter case.
    const named = new RegExp(name, "i");
    expect(() => check(others)).toThrow(named);
    expect(() => check({ ...others, [name]: "x" })).toThrow(named);
  });

  it.each(["Server", "X-Powered-By"])("fails with %s", (name) => {
    expect(() => check({ ...good.headers, [name]: "roster" })).toThrow(name.toLowerCase());
  });

  it("fails for a contract that promises no headers", () => {
    const info = { title: "Roster", version: "1.0.0", description: "" };
    expect(() => createResponseCheck({ ...contract, info })).toThrow("no table of headers");
  });
});

it("over plain HTTP nobody is told to come by TLS, whatever the request says", async () => {
  await using roster = await startRoster();
  const headers = { "x-forwarded-proto": "https", forwarded: "proto=https" };
  for (const path of ["/api/users", "/nobody", "/docs"]) {
    const answer = await roster.request("GET", path, { headers });
    expect(answer.headers.has("strict-transport-security")).toBe(false);
  }
});

it("a page has the policy that it declares, and the other headers of every answer", async () => {
  await using roster = await startRoster();
  const { headers } = await roster.request("GET", "/docs");
  expect(headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(headers.get("x-frame-options")).toBe("DENY");
});
