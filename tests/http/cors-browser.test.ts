/** What a browser makes of it. Skipped where no Chromium is installed; `CHROME_PATH` names one that is not on the `PATH`. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { findBrowser, openTab } from "../documentation/browser.ts";
import { startRoster } from "../support/roster.ts";

const browser = findBrowser() ?? "";

/** A site of another origin, with an empty page. */
const startSite = async (): Promise<AsyncDisposable & { readonly origin: string }> => {
  const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<!doctype html>"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** Runs in the page: reads, and writes with a preflight; what a page may see of the answers. */
const script = (address: string): string => `(async () => {
  const see = async (path, options) => {
    try {
      const response = await fetch("${address}" + path, options);
      return response.status + " " + response.headers.get("etag")?.slice(0, 1) + " " + (await response.text()).slice(0, 8);
    } catch (error) {
      return error.name;
    }
  };
  const headers = { "Content-Type": "application/json", "Idempotency-Key": "a", Authorization: "Bearer x" };
  return [await see("/api/users/1"), await see("/api/users", { method: "POST", headers, body: "{}" })];
})()`;

describe.skipIf(browser === "")("in a browser", () => {
  it("a page of an allowed origin reads answers and their headers, and a page of another reads none", async () => {
    await using allowed = await startSite();
    await using foreign = await startSite();
    await using roster = await startRoster({ corsOrigins: [allowed.origin] });
    await using tab = await openTab(browser);
    const seenFrom = async (origin: string): Promise<unknown> => {
      await tab.page.goto(origin);
      return tab.page.evaluate(script(roster.address));
    };
    expect(await seenFrom(allowed.origin)).toEqual(['200 " {"id":1,', '401 undefined {"type":']);
    expect(await seenFrom(foreign.origin)).toEqual(["TypeError", "TypeError"]);
  });
});
