/** A write that changes nothing records no change, whichever operation it is. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, bodyOf, operations } from "../http/contract-operations.ts";
import { storeExamples } from "../support/examples.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { onEngine, queryDatabase } from "../support/temporary-database.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey("all");
  await storeExamples(roster, key);
});
afterAll(() => roster[Symbol.asyncDispose]());

/** From the database: on PostgreSQL, a change may be told a moment later. */
const changes = async (): Promise<unknown> =>
  (await queryDatabase(roster.config.databaseUrl, "select count(*) as count from changes"))[0];

const countOf = (row: unknown): number => Number((row as { readonly count: unknown }).count);

const replacing = operations.filter(({ method }) => method === "PUT" || method === "PATCH");

describe.each(replacing)(onEngine("$method $path"), (operation) => {
  it("records a change once, and none when it is sent again; the entity tag stays", async () => {
    const content = bodyOf(operation);
    const address = addressOf(operation);
    const send = (headers: Record<string, string> = {}) =>
      roster.request(operation.method, address, {
        key,
        body: content?.text,
        headers: { ...(content && { "content-type": content.type }), ...headers },
      });
    const first = await send();
    expect(first.status).toBeLessThan(300);
    const before = await changes();
    const second = await send();
    expect([200, 204]).toContain(second.status);
    expect(second.text).toBe(first.text);
    const tag = second.headers.get("etag");
    expect(tag).toBe(first.headers.get("etag"));
    expect(await changes()).toEqual(before);
    if (tag === null) return;
    expect((await send({ "if-match": tag })).status).toBe(200);
    expect(await changes()).toEqual(before);
    expect((await roster.request("GET", address, { key })).headers.get("etag")).toBe(tag);
  });
});

describe(onEngine("a contact"), () => {
  it("is recorded when a value is another one, or is gone", async () => {
    const put = (body: object) => roster.request("PUT", "/api/users/2/contact", { key, body });
    const recorded: number[] = [];
    for (const body of [
      { email: "bob@example.com", phone: "+493012345678" },
      { email: "bob@example.com", phone: "+493012345678" },
      { email: "bob@example.com", phone: "+493012345679" },
      { email: "bob@example.com" },
      { email: "Bob@example.com" },
      { email: "Bob@example.com" },
    ]) {
      const before = await changes();
      expect((await put(body)).status).toBeLessThan(300);
      recorded.push(countOf(await changes()) - countOf(before));
    }
    expect(recorded).toEqual([1, 0, 1, 1, 1, 0]);
  });
});
