/** What every resource on the blocks of the core guarantees, over HTTP and on both engines. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "./problem.ts";
import { startRoster, type TestResponse, type TestRoster } from "./roster.ts";
import { onEngine, queryDatabase } from "./temporary-database.ts";

type Fields = Readonly<Record<string, unknown>>;
type Entity = Fields & { readonly id: number };

export interface ResourceFacts {
  /** Of the collection. */
  readonly path: string;
  /** What writing needs. */
  readonly scope: string;
  /** In the change log. */
  readonly subject: string;
  /** Fields of a new one; another number makes another one, later in the order of each sort. */
  readonly create: (number: number) => Fields;
  /** A patch that changes something. */
  readonly patch: Fields;
  /** A field that a patch takes away with `null`. */
  readonly optional?: string;
  /** The field that no two have the same value of. */
  readonly unique?: string;
  /** Fields that do not fit the contract, each with the pointer of what is wrong. */
  readonly invalid: readonly (readonly [pointer: string, fields: Fields])[];
  readonly sorts: readonly string[];
}

/** States the guarantees of a resource. */
export const describeResource = (noun: string, facts: ResourceFacts): void => {
  const { path, scope, subject, create: fieldsOf, patch, optional, unique, invalid, sorts } = facts;
  let roster: TestRoster;
  let key: string;
  let count = 0;
  const start = async (): Promise<void> => {
    roster = await startRoster({ sampleData: false });
    key = await roster.createKey([scope]);
  };
  const stop = (): Promise<void> => Promise.resolve(roster[Symbol.asyncDispose]());
  const send = (method: string, address: string, body?: Fields, headers: Record<string, string> = {}) =>
    roster.request(method, address, { key, headers, ...(body !== undefined && { body }) });
  const next = (): Fields => fieldsOf(++count);
  const create = async (fields = next()): Promise<Entity> => {
    const { status, text } = await send("POST", path, fields);
    expect({ status, text }).toMatchObject({ status: 201 });
    return JSON.parse(text) as Entity;
  };
  const changesOf = (id: number): Promise<readonly unknown[]> =>
    queryDatabase(
      roster.config.databaseUrl,
      `select kind from changes where subject = '${subject}' and subject_id = '${id}' order by sequence`,
    );
  const kindsOf = async (id: number) => (await changesOf(id)).map((row) => (row as { readonly kind: string }).kind);

  describe(onEngine(`${noun}: one that is created`), () => {
    beforeAll(start);
    afterAll(stop);

    it("is returned with its id, its address and its entity tag, and is there then", async () => {
      const fields = next();
      const created = await send("POST", path, fields);
      const { id } = created.json as Entity;
      expect(created).toMatchObject({ status: 201, json: { id, ...fields } });
      expect(created.headers.get("location")).toBe(`${path}/${id}`);
      const found = await send("GET", `${path}/${id}`);
      expect(found.text).toBe(created.text);
      expect(found.headers.get("etag")).toBe(created.headers.get("etag"));
    });

    it("needs a credential with the scope, and without it nothing is stored", async () => {
      const before = (await send("GET", path)).text;
      expectProblem(await roster.request("POST", path, { body: next() }), "unauthenticated");
      const other = await roster.createKey(["metrics:read"]);
      expectProblem(await roster.request("POST", path, { key: other, body: next() }), "forbidden");
      expect((await send("GET", path)).text).toBe(before);
    });

    it("is created once for an idempotency key, which another body cannot use", async () => {
      const [fields, headers] = [next(), { "idempotency-key": crypto.randomUUID() }];
      const first = await send("POST", path, fields, headers);
      const again = await send("POST", path, fields, headers);
      expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
      expect(again.headers.get("idempotent-replayed")).toBe("true");
      expectProblem(await send("POST", path, next(), headers), "idempotency-key-reused");
    });

    it.runIf(unique !== undefined)(
      "has its unique value alone, and a refusal leaves the idempotency key free",
      async () => {
        const taken = await create();
        const headers = { "idempotency-key": crypto.randomUUID() };
        const fields = { ...next(), [String(unique)]: taken[String(unique)] };
        const { errors } = expectProblem(await send("POST", path, fields, headers), "already-exists");
        expect(errors).toMatchObject([{ pointer: `/${unique}`, code: "unique" }]);
        expect((await send("POST", path, next(), headers)).status).toBe(201);
        const other = await create();
        const patched = await send("PATCH", `${path}/${other.id}`, { [String(unique)]: taken[String(unique)] });
        expectProblem(patched, "already-exists");
      },
    );

    it.runIf(unique !== undefined)("is one of many that come at once with the same unique value", async () => {
      const fields = next();
      const answers = await Promise.all(Array.from({ length: 8 }, () => send("POST", path, fields)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    });

    it.each(invalid)("is refused where %s does not fit the contract: %j", async (pointer, fields) => {
      const { errors } = expectProblem(await send("POST", path, { ...next(), ...fields }), "invalid-request");
      expect(errors?.map((error) => "pointer" in error && error.pointer)).toEqual([pointer]);
    });
  });

  describe(onEngine(`${noun}: one that is changed`), () => {
    beforeAll(start);
    afterAll(stop);

    it("has what was sent and keeps the rest; what changes nothing is not recorded", async () => {
      const entity = await create();
      const address = `${path}/${entity.id}`;
      const changed = await send("PATCH", address, patch);
      expect(changed).toMatchObject({ status: 200, json: { ...entity, ...patch } });
      expect((await send("PATCH", address, patch)).text).toBe(changed.text);
      expect((await send("PATCH", address, {})).text).toBe(changed.text);
      expect((await send("GET", address)).text).toBe(changed.text);
      expect(await kindsOf(entity.id)).toEqual(["created", "updated"]);
    });

    it.runIf(optional !== undefined)("loses a field that may be absent by null", async () => {
      const field = String(optional);
      const { id } = await create({ ...next(), ...patch });
      const { status, json } = await send("PATCH", `${path}/${id}`, { [field]: null });
      expect(status).toBe(200);
      expect(json).not.toHaveProperty(field);
      expect((await send("GET", `${path}/${id}`)).json).toEqual(json);
    });

    it("stays as it is where it is another one than the client knows", async () => {
      const { id } = await create();
      const address = `${path}/${id}`;
      const tag = (await send("GET", address)).headers.get("etag") ?? "";
      expect((await send("PATCH", address, patch, { "if-match": tag })).status).toBe(200);
      expectProblem(await send("DELETE", address, undefined, { "if-match": tag }), "precondition-failed");
      expectProblem(await send("PATCH", address, next(), { "if-match": tag }), "precondition-failed");
      expect((await send("GET", address)).json).toMatchObject(patch);
    });
  });

  describe(onEngine(`${noun}: one that is deleted`), () => {
    beforeAll(start);
    afterAll(stop);

    it("is gone, is recorded, and its id is not given out again", async () => {
      const { id } = await create();
      const address = `${path}/${id}`;
      expect((await send("DELETE", address)).status).toBe(204);
      expectProblem(await send("GET", address), "not-found");
      expectProblem(await send("PATCH", address, patch), "not-found");
      expectProblem(await send("DELETE", address), "not-found");
      expect(await kindsOf(id)).toEqual(["created", "deleted"]);
      expect((await create()).id).toBeGreaterThan(id);
    });
  });

  describe(onEngine(`${noun}: the list`), () => {
    beforeAll(async () => {
      await start();
      for (let number = 0; number < 7; number += 1) await create();
    });
    afterAll(stop);

    const pagesOf = async (query: string): Promise<readonly TestResponse[]> => {
      const pages: TestResponse[] = [];
      for (let address: string | undefined = `${path}?${query}`; address !== undefined; ) {
        const page: TestResponse = await send("GET", address);
        expect(page.status).toBe(200);
        pages.push(page);
        address = /^<(.+)>; rel="next"$/.exec(page.headers.get("link") ?? "")?.[1];
      }
      return pages;
    };
    const idsOf = (pages: readonly TestResponse[]) =>
      pages.flatMap(({ json }) => (json as Entity[]).map(({ id }) => id));

    it.each(sorts)("sorted by %s has each once, in order, whatever the limit, and in reverse with -", async (sort) => {
      const all = idsOf(await pagesOf(`limit=500&sort=${sort}`));
      expect(all).toHaveLength(7);
      for (const limit of [1, 3, 7]) {
        const pages = await pagesOf(`limit=${limit}&sort=${sort}`);
        expect(idsOf(pages)).toEqual(all);
        expect(idsOf(await pagesOf(`limit=${limit}&sort=-${sort}`))).toEqual(all.toReversed());
      }
      expect(all).toEqual(all.toSorted((one, other) => one - other));
    });

    it("takes a cursor for its own sort only", async () => {
      const link = (await send("GET", `${path}?limit=1&sort=${sorts[0]}`)).headers.get("link") ?? "";
      const cursor = /cursor=([^&>]+)/.exec(link)?.[1];
      expectProblem(await send("GET", `${path}?limit=1&sort=-${sorts[0]}&cursor=${cursor}`), "invalid-request");
    });
  });
};
