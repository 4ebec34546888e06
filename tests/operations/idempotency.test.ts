import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send, startRoster, type TestRoster } from "../support/roster.ts";
import { onEngine, temporaryDatabase } from "../support/temporary-database.ts";

let roster: TestRoster;
let key: string;

beforeAll(async () => {
  roster = await startRoster({ sampleData: false });
  key = await roster.createKey(["users:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

const carol = { name: "Carol", age: 41 };

const create = (idempotencyKey: string, body: unknown = carol, apiKey = key) =>
  roster.request("POST", "/api/users", { key: apiKey, body, headers: { "idempotency-key": idempotencyKey } });

const countOf = async (name: string): Promise<number> =>
  ((await roster.request("GET", `/api/users?limit=500&sort=name&name=${name}`)).json as unknown[]).length;

describe(onEngine("createUser with an idempotency key"), () => {
  it("that is sent again is answered as the first time, and creates nobody else", async () => {
    const body = { name: "Once", age: 1 };
    const first = await create("again", body);
    const second = await create("again", body);
    expect(second.status).toBe(201);
    expect(second.text).toBe(first.text);
    for (const name of ["location", "etag"]) expect(second.headers.get(name)).toBe(first.headers.get(name));
    expect(await countOf("Once")).toBe(1);
  });

  it("is the same request whatever the order of its fields", async () => {
    const first = await create("order", '{"name":"Order","age":1}');
    expect((await create("order", '{ "age": 1, "name": "Order" }')).text).toBe(first.text);
  });

  it("is a 422 with another body, and creates nobody", async () => {
    await create("other-body", { name: "Body", age: 1 });
    const { status, json } = await create("other-body", { name: "Body", age: 2 });
    expect(status).toBe(422);
    expect(json).toMatchObject({ type: "urn:problem-type:roster:idempotency-key-reused" });
    expect(await countOf("Body")).toBe(1);
  });

  it("that 100 send at once creates one, and all are told of that one", async () => {
    const body = { name: "Crowd", age: 1 };
    const answers = await Promise.all(Array.from({ length: 100 }, () => create("at-once", body)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await countOf("Crowd")).toBe(1);
  });

  it("of another caller is another key", async () => {
    const body = { name: "Both", age: 1 };
    const other = await roster.createKey(["users:write"]);
    const first = await create("shared", body);
    const second = await create("shared", body, other);
    expect(second.text).not.toBe(first.text);
    expect(await countOf("Both")).toBe(2);
  });

  it("may be used again after a request that was refused", async () => {
    expect((await create("mended", { name: "Mended" })).status).toBe(400);
    expect((await create("mended", { name: "Mended", age: 1 })).status).toBe(201);
  });

  it("is remembered after kill -9, for what was acknowledged", async () => {
    await using database = await temporaryDatabase();
    const { environment } = database;
    const commandLine = ["create", "--name", "test", "--scopes", "users:write"];
    const apiKey = (await runFile("scripts/keys.ts", commandLine, environment)).stdout.trim();
    const post = (address: string) =>
      send(address, "POST", "/api/users", { key: apiKey, body: carol, headers: { "idempotency-key": "killed" } });

    const before = await startRosterProcess(environment);
    const first = await post(before.address);
    before.child.kill("SIGKILL");
    await before.ended;
    const after = await startRosterProcess(environment);
    const second = await post(after.address);
    after.child.kill("SIGTERM");
    await after.ended;
    expect({ status: second.status, text: second.text }).toEqual({ status: 201, text: first.text });
  });
});
