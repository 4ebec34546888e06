import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { methodsByPath } from "./contract-operations.ts";

let roster: TestRoster;
beforeAll(async () => {
  roster = await startRoster();
});
afterAll(() => roster[Symbol.asyncDispose]());

const ask = (method: string, target: string) => exchange(roster.port, requestText(`${method} ${target} HTTP/1.1`));

describe.each(methodsByPath)("$path", ({ address, methods }) => {
  it("is there with a slash at the end, for each of its methods", async () => {
    for (const method of methods.filter((each) => each !== "OPTIONS")) {
      const [plain, slashed] = await Promise.all([
        ask(method, address),
        ask(method, address === "/" ? "/" : `${address}/`),
      ]);
      expect([slashed.status, slashed.headers.get("content-type")]).toEqual([
        plain.status,
        plain.headers.get("content-type"),
      ]);
    }
  });
});
