import { describe, expect, it } from "vitest";
import { onEngine } from "../support/temporary-database.ts";
import { sameIdempotencyKey, sameIdempotencyKeyForTwo } from "./crowds.ts";
import { useTarget } from "./target.ts";

const target = useTarget({ sampleData: false });

const carol = { name: "Carol", age: 41 };

const create = (idempotencyKey: string, body: unknown = carol, apiKey = target.key) =>
  target.roster.request("POST", "/api/users", { key: apiKey, body, headers: { "idempotency-key": idempotencyKey } });

const countOf = async (name: string): Promise<number> =>
  ((await target.roster.request("GET", `/api/users?limit=500&sort=name&name=${name}`)).json as unknown[]).length;

describe(onEngine("case 35: createUser with an idempotency key"), () => {
  it("that is sent again is answered as the first time, and creates nobody else", async () => {
    const body = { name: "Once", age: 1 };
    const first = await create("again", body);
    const second = await create("again", body);
    expect(second.status).toBe(201);
    expect(second.text).toBe(first.text);
    for (const name of ["location", "etag"]) expect(second.headers.get(name)).toBe(first.headers.get(name));
    expect([first, second].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
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

  it("that 100 send at once creates one, and all are told of that one", () => sameIdempotencyKey(target, 100));

  it("that 100 send at once with two bodies creates one, and those with the other are told", () =>
    sameIdempotencyKeyForTwo(target, 100));

  it("of another caller is another key", async () => {
    const body = { name: "Both", age: 1 };
    const other = await target.roster.createKey(["users:write"]);
    const first = await create("shared", body);
    const second = await create("shared", body, other);
    expect(second.text).not.toBe(first.text);
    expect(await countOf("Both")).toBe(2);
  });

  it.each([
    ["another letter case", "Key", "key"],
    ["a character more", "key-a", "key-ab"],
    ["spaces around it", "spaced", " spaced "],
  ])("is the key to the letter: with %s", async (what, key, other) => {
    const body = { name: `Letters ${what}`, age: 1 };
    const [first, second] = [await create(key, body), await create(other, body)];
    expect(first.status).toBe(201);
    // The spaces around a header's value are none of it (RFC 9110, section 5.5).
    expect(second.text === first.text).toBe(other.trim() === key);
    expect(second.headers.has("idempotent-replayed")).toBe(other.trim() === key);
  });

  it.each([
    ["nothing", ""],
    ["a space inside", "a b"],
    ["more than 255 characters", "k".repeat(256)],
    ["10 kB", "k".repeat(10_000)],
    ["a tab", "a\tb"],
    ["a byte beyond ASCII", "\xe9"],
    ["two headers", "a\r\nIdempotency-Key: b"],
  ])("of %s is a 400, and creates nobody", async (_, key) => {
    const body = '{"name":"Nobody","age":1}';
    const headers = ["Content-Type: application/json", `Content-Length: ${body.length}`, `Idempotency-Key: ${key}`];
    const text = Buffer.from(target.textOf("POST /api/users HTTP/1.1", headers, body), "latin1");
    await target.expectRefused(() => target.exchange(text), "invalid-request");
  });

  it("is refused like any other to who may not create, and is not used up by that", async () => {
    const other = await target.roster.createKey(["data:write"]);
    const body = { name: "Refused", age: 1 };
    expect((await create("refused", body, other)).status).toBe(403);
    expect((await create("refused", body)).status).toBe(201);
  });

  it("may be used again after a request that was refused", async () => {
    expect((await create("mended", { name: "Mended" })).status).toBe(400);
    expect((await create("mended", { name: "Mended", age: 1 })).status).toBe(201);
  });
});
