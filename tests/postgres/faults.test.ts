import { expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { openStore } from "../../src/core/store/store.ts";
import { StoreError } from "../../src/core/store/store-error.ts";
import { openPostgres } from "../store/engines/postgres.ts";
import { createPostgresDatabase } from "../support/postgres-database.ts";

it("a fault of postgres says what was violated, and repeats nothing of the row", async () => {
  await using directory = await openPostgres();
  const fault = await directory
    .run("createUser", { name: "Private \u0007 Name", age: 40 })
    .catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(Error);
  expect(fault).not.toBeInstanceOf(StoreError);
  expect(fault).toMatchObject({ code: "23514", constraint: "users_name", table: "users" });
  const everything = Reflect.ownKeys(fault as object).map((name) => String(Reflect.get(fault as object, name)));
  expect(everything.join("\n")).not.toContain("Private");
});

it("a command of postgres that is refused leaves nothing behind, and its connection serves the next", async () => {
  await using directory = await openPostgres();
  for (let round = 0; round < 10; round += 1) {
    // The user is there already when the record of the change is refused.
    await expect(directory.run("createUser", { name: "A", age: 40 }, "")).rejects.toThrow("actor_check");
  }
  expect(await directory.database.selectFrom("users").select("id").execute()).toEqual([]);
  await directory.run("createUser", { name: "A", age: 40 });
});

it("an answer of postgres that came while this thread stood still is taken, and is no outage", async () => {
  await using database = await createPostgresDatabase("roster_sample");
  let outages = 0;
  const onOutage = (): void => {
    outages += 1;
  };
  await using store = await openStore(app, { databaseUrl: database.databaseUrl, sampleData: false, onOutage });
  await store.queries.users.find(1);
  const reading = store.queries.users.find(1);
  await new Promise((resolve) => setImmediate(resolve));
  // Longer than any answer is waited for.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_500);
  expect(await reading).toMatchObject({ name: "Alice" });
  expect(await store.queries.users.find(2)).toMatchObject({ name: "Bob" });
  expect(outages).toBe(0);
});
