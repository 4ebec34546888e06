import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { onEngine, writeDatabase } from "../support/temporary-database.ts";

let roster: TestRoster;
let key: string;

beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["data:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

const put = (name: string, value: string) => roster.request("PUT", `/api/data/${name}`, { key, body: { value } });

describe(onEngine("data"), () => {
  it("is 201 with its address when it is new, and 200 when it replaces", async () => {
    const created = await put("greeting", "Hello");
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe("/api/data/greeting");
    const replaced = await put("greeting", "Hi");
    expect({ status: replaced.status, json: replaced.json }).toEqual({
      status: 200,
      json: { key: "greeting", value: "Hi" },
    });
    expect((await roster.request("GET", "/api/data/greeting")).json).toEqual({ key: "greeting", value: "Hi" });
  });

  it("is gone once it is deleted", async () => {
    await put("passing", "1");
    const remove = () => roster.request("DELETE", "/api/data/passing", { key });
    expect((await remove()).status).toBe(204);
    expect((await roster.request("GET", "/api/data/passing")).status).toBe(404);
    expect((await remove()).status).toBe(404);
  });

  it("may have keys that every object has by nature", async () => {
    for (const name of ["constructor", "toString", "hasOwnProperty", "valueOf"]) {
      expect((await roster.request("GET", `/api/data/${name}`)).status).toBe(404);
      expect((await put(name, name)).status).toBe(201);
    }
    const { json } = await roster.request("GET", "/api/data");
    expect(Object.entries(json as object)).toContainEqual(["constructor", "constructor"]);
  });

  it("comes back as it was sent", async () => {
    const value = "line 1\nline 2\t\u0001 \\ \" ' 😀 \u2028 <b>";
    await put("odd", value);
    expect((await roster.request("GET", "/api/data/odd")).json).toEqual({ key: "odd", value });
  });

  it("holds 1,000 pairs and refuses one more, until one is deleted", async () => {
    await using full = await startRoster({ sampleData: false });
    const writer = await full.createKey(["data:write"]);
    const store = (name: string) => full.request("PUT", `/api/data/${name}`, { key: writer, body: { value: "x" } });
    const most = Array.from({ length: 995 }, (_, index) => `('k${index}', 'x')`);
    await writeDatabase(full.config.databaseUrl, `insert into data (key, value) values ${most.join(", ")}`);
    const last = ["a", "b", "c", "d", "e"].map(async (name) => (await store(name)).status);
    expect(await Promise.all(last)).toEqual([201, 201, 201, 201, 201]);
    const refused = await store("one-more");
    expect({ status: refused.status, json: refused.json }).toMatchObject({
      status: 409,
      json: { type: "urn:problem-type:roster:data-full" },
    });
    expect((await store("k0")).status).toBe(200);
    expect(Object.keys((await full.request("GET", "/api/data")).json as object)).toHaveLength(1000);
    await full.request("DELETE", "/api/data/k1", { key: writer });
    expect((await store("one-more")).status).toBe(201);
  });
});
