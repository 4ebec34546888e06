import { afterAll, beforeAll, expect, it } from "vitest";
import { exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let roster: TestRoster;
beforeAll(async () => {
  roster = await startRoster();
});
afterAll(() => roster[Symbol.asyncDispose]());

it("case 21: what a stranger says about where a request comes from changes no answer", async () => {
  const claims = [
    "X-Forwarded-For: 6.6.6.6",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Prefix: /evil",
    "X-Original-URL: /api/data",
    "X-Rewrite-URL: /api/data",
    "Forwarded: for=6.6.6.6;host=evil.example",
    "X-Real-IP: 6.6.6.6",
  ];
  const plain = await exchange(roster.port, requestText("GET /api/users?limit=1 HTTP/1.1"));
  const claimed = await exchange(roster.port, requestText("GET /api/users?limit=1 HTTP/1.1", claims));
  expect([claimed.text, claimed.headers.get("link")]).toEqual([plain.text, plain.headers.get("link")]);
  expect(roster.log.join("")).not.toMatch(/6\.6\.6\.6|evil\.example/);
});
