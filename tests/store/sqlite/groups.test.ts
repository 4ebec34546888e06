import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { app } from "../../../src/app.ts";
import { openStore } from "../../../src/core/store/store.ts";
import type { DirectoryStore } from "../../../src/directory/open.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";

// Commands that are asked for in one turn of the event loop share a message and a commit, and succeed or fail each for itself.
describe("writes of one turn, on sqlite,", () => {
  const context = { actor: "test" };
  const commits: number[] = [];
  let temporary: Awaited<ReturnType<typeof temporaryDirectory>>;
  let store: DirectoryStore;

  beforeEach(async () => {
    commits.length = 0;
    temporary = await temporaryDirectory();
    const databaseUrl = join(temporary.path, "roster.db");
    store = await openStore(app, {
      databaseUrl,
      sampleData: false,
      onCommit: ({ commands }) => commits.push(commands),
    });
    await store.ready;
  });
  afterEach(async () => {
    await store[Symbol.asyncDispose]();
    await temporary[Symbol.asyncDispose]();
  });

  const create = (name: string) => store.writer.run("createUser", { name, age: 40 }, context);
  const createOnce = (name: string, key: string) => store.writer.runOnce("createUser", { name, age: 40 }, context, key);
  const names = async () => (await store.queries.users.list({ limit: 500, sort: "id" })).items.map(({ name }) => name);
  const recorded = async () => {
    const page = await store.changes.page({ after: undefined, limit: 500 });
    return page.kind === "page"
      ? page.changes.map(({ change }) => [change.subject, change.subjectId, change.kind])
      : [];
  };

  it("share a commit, and what they changed is recorded in their order", async () => {
    const { id } = await create("first");
    await Promise.all([
      create("second"),
      store.writer.run("putDatum", { key: "key", value: "value" }, context),
      store.writer.run("deleteUser", { id }, context),
      store.writer.run("deleteUser", { id }, context),
      store.writer.run("putDatum", { key: "key", value: "another" }, context),
    ]);
    expect(commits).toEqual([1, 5]);
    expect(await recorded()).toEqual([
      ["user", "1", "created"],
      ["user", "2", "created"],
      ["datum", "key", "created"],
      ["user", "1", "deleted"],
      ["datum", "key", "updated"],
    ]);
  });

  it("are done once each where one of them fails, and only those that succeed are recorded", async () => {
    const results = await Promise.allSettled([create("first"), createOnce("once", "key"), create(" "), create("last")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(commits).toEqual([4]);
    expect(await names()).toEqual(["first", "once", "last"]);
    const ids = ["1", "2", "3"];
    expect(await recorded()).toEqual(ids.map((id) => ["user", id, "created"]));
    expect(await createOnce("once", "key")).toMatchObject({ kind: "done", outcome: { id: 2, name: "once", age: 40 } });
  });

  it("are done once for a key that comes twice among them", async () => {
    const [one, other] = await Promise.all([createOnce("once", "key"), createOnce("once", "key")]);
    expect(other).toEqual({ ...one, isReplayed: true });
    expect(await names()).toEqual(["once"]);
    expect(await recorded()).toHaveLength(1);
  });

  it("are done where the input of one of them cannot be sent", async () => {
    const unsendable = (() => {}) as unknown as number;
    const refused = store.writer.run("deleteUser", { id: unsendable }, context);
    const results = await Promise.allSettled([create("first"), refused, create("second")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await names()).toEqual(["first", "second"]);
  });
});
