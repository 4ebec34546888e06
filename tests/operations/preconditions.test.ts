/** Every operation of a resource that has an entity tag evaluates the conditions of a request (RFC 9110, section 13). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, bodyOf, operations } from "../http/contract-operations.ts";
import { storeExamples } from "../support/examples.ts";
import { expectProblem } from "../support/problem.ts";
import { startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";
import { onEngine } from "../support/temporary-database.ts";

let roster: TestRoster;
let key: string;
const start = async (): Promise<void> => {
  roster = await startRoster({ rateLimit: "off" });
  key = await roster.createKey("all");
};
const stop = (): Promise<void> => Promise.resolve(roster[Symbol.asyncDispose]());

/** The paths whose GET has an entity tag. */
const tagged = new Set(
  operations.filter(({ method, responses }) => method === "GET" && responses.has("304")).map(({ path }) => path),
);
const conditional = operations
  .filter(({ path }) => tagged.has(path))
  .map((operation) => ({ ...operation, address: addressOf(operation), content: bodyOf(operation) }));

type Conditional = (typeof conditional)[number];

const send = ({ method, address, content }: Conditional, headers: Record<string, string>): Promise<TestResponse> =>
  roster.request(method, address, {
    key,
    ...(content && { body: content.text }),
    headers: { ...(content && { "content-type": content.type }), ...headers },
  });

/** Puts there what the operations are about, and returns the entity tag of one. */
const prepare = async ({ address }: Conditional): Promise<string> => {
  await storeExamples(roster, key);
  return (await roster.request("GET", address, { key })).headers.get("etag") ?? "";
};

const reads = conditional.filter(({ method }) => method === "GET");
// Deletions last, as they take away what the others are about, and what stands below another one before it.
const rankOf = ({ method, path }: Conditional): number => (method === "DELETE" ? -path.split("/").length : -100);
const writes = conditional
  .filter(({ method }) => method !== "GET")
  .toSorted((one, other) => rankOf(one) - rankOf(other));

describe(onEngine("the list of operations"), () => {
  it("has every one that declares a condition, and these have both headers and a 412", () => {
    const declaring = operations.filter(({ parameters }) => parameters.some(({ name }) => name.startsWith("If-")));
    expect(declaring.map(({ operationId }) => operationId)).toEqual(conditional.map(({ operationId }) => operationId));
    for (const { parameters, responses } of conditional) {
      const names = parameters.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(["If-Match", "If-None-Match"]));
      expect(responses.has("412")).toBe(true);
    }
  });
});

/** What an `If-Match` may be beside one tag: all of it names the tag (section 5.6.1.2). */
const spellings = (tag: string): readonly string[] => [
  tag,
  "*",
  `"x", ${tag}`,
  `"x",, ${tag}`,
  `,\t${tag}\t,,`,
  `"a,b" , ${tag}`,
  `"\xe9", ${tag}`,
  `W/"x",${tag}`,
];

describe(onEngine("a read"), () => {
  beforeAll(start);
  afterAll(stop);

  describe.each(reads)("$method $path", (operation) => {
    it("is done for If-Match with its tag, however the list is spelt, and is a 412 with any other", async () => {
      const tag = await prepare(operation);
      for (const value of spellings(tag))
        expect((await send(operation, { "if-match": value })).status, value).toBe(200);
      for (const value of ['"nope"', `W/${tag}`, `"x", W/${tag}`]) {
        const answer = await send(operation, { "if-match": value });
        expect(answer.status, value).toBe(412);
        expectProblem(answer, "precondition-failed");
        expect((await roster.request("HEAD", operation.address, { key, headers: { "if-match": value } })).status).toBe(
          412,
        );
      }
    });

    it("is a 304 for If-None-Match with its tag, however the list is spelt, weak or not", async () => {
      const tag = await prepare(operation);
      for (const value of [...spellings(tag), `W/${tag}`]) {
        expect((await send(operation, { "if-none-match": value })).status, value).toBe(304);
      }
      expect((await send(operation, { "if-none-match": '"x",, "y"' })).status).toBe(200);
    });

    it("evaluates If-Match first (section 13.2.2)", async () => {
      const tag = await prepare(operation);
      expect((await send(operation, { "if-match": '"nope"', "if-none-match": tag })).status).toBe(412);
      expect((await send(operation, { "if-match": tag, "if-none-match": tag })).status).toBe(304);
      expect((await send(operation, { "if-match": tag, "if-none-match": '"x"' })).status).toBe(200);
    });

    it.each([", ,", "x", '"x" "y"', '"x', "*, *"])("refuses %j, which is no list of tags", async (value) => {
      for (const name of ["if-match", "if-none-match"]) {
        expect((await send(operation, { [name]: value })).status).toBe(400);
      }
    });
  });
});

// In order, on an instance of their own: the last operation deletes the user that the others change.
describe(onEngine("a write"), { shuffle: false }, () => {
  beforeAll(start);
  afterAll(stop);

  it.each(writes)("$method $path changes nothing and is a 412 where a condition does not hold", async (operation) => {
    const tag = await prepare(operation);
    const before = (await roster.request("GET", operation.address, { key })).text;
    for (const headers of [
      { "if-match": '"nope"' },
      { "if-match": `W/${tag}` },
      { "if-none-match": "*" },
      { "if-none-match": tag },
      { "if-none-match": `"x",, W/${tag}` },
      { "if-match": tag, "if-none-match": tag },
    ] as Record<string, string>[]) {
      const answer = await send(operation, headers);
      expect(answer.status, JSON.stringify(headers)).toBe(412);
      expectProblem(answer, "precondition-failed");
      expect((await roster.request("GET", operation.address, { key })).text).toBe(before);
    }
    const done = await send(operation, { "if-match": `,, ${tag}`, "if-none-match": '"x"' });
    // The condition held; what must be unique may be there already.
    expect(done.status < 300 || done.status === 409, String(done.status)).toBe(true);
  });
});

describe(onEngine("POST /api/users with a condition on the list"), () => {
  beforeAll(start);
  afterAll(stop);

  const create = (headers: Record<string, string>, name = "Carol") =>
    roster.request("POST", "/api/users", { key, body: { name, age: 41 }, headers });
  const tagOfList = async (): Promise<string> => (await roster.request("GET", "/api/users")).headers.get("etag") ?? "";

  it("creates one user of many that come at once with the same tag", async () => {
    await using other = await startRoster();
    const writer = await other.createKey(["users:write"]);
    const tag = (await other.request("GET", "/api/users")).headers.get("etag") ?? "";
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        other.request("POST", "/api/users", { key: writer, body: { name: "A", age: 1 }, headers: { "if-match": tag } }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, 412, 412, 412, 412, 412, 412, 412]);
  });

  it("is replayed with its Idempotency-Key, though the list has another tag since", async () => {
    const headers = { "if-match": await tagOfList(), "idempotency-key": crypto.randomUUID() };
    const first = await create(headers, "Once");
    const again = await create(headers, "Once");
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
  });

  it("leaves the key for the next try where the condition did not hold", async () => {
    const idempotencyKey = crypto.randomUUID();
    expect((await create({ "if-match": '"nope"', "idempotency-key": idempotencyKey })).status).toBe(412);
    const next = { "if-match": await tagOfList(), "idempotency-key": idempotencyKey };
    expect((await create(next)).status).toBe(201);
  });

  it("creates one user for one key, whether the request has a condition or not", async () => {
    for (const conditions of [
      [{}, { "if-match": "*" }],
      [{ "if-match": "*" }, {}],
    ] as Record<string, string>[][]) {
      const key = crypto.randomUUID();
      const [first = {}, second = {}] = conditions;
      expect((await create({ ...first, "idempotency-key": key })).status).toBe(201);
      expect((await create({ ...second, "idempotency-key": key })).status).toBe(422);
    }
  });
});
