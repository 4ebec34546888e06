import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHome, type Home, stop } from "../hostile/home.ts";
import type { RosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";

let home: Home;
let processes: readonly RosterProcess[];
beforeAll(async () => {
  home = await createHome();
  processes = await Promise.all([home.start(), home.start()]);
});
afterAll(async () => {
  await Promise.all(processes.map(stop));
  await home[Symbol.asyncDispose]();
});

const addressOf = (process: number): string => processes[process]?.address ?? "";

interface User {
  readonly id: number;
  readonly name: string;
  readonly age: number;
}

/** The directory as it must be. */
type Model = Map<number, User>;

type Step = (model: Model) => Promise<void>;

const key = () => ({ key: home.key });
/** One of those that there are. */
const chosen = (model: Model, index: number): number => [...model.keys()][index % model.size] ?? 1;
const age = fc.integer({ min: 0, max: 150 });
const index = fc.nat(20);
const process = fc.nat(1);

const read = fc.tuple(process, index).map(
  ([at, which]): Step =>
    async (model) => {
      const id = chosen(model, which);
      expect((await send(addressOf(at), "GET", `/api/users/${id}`)).json).toEqual(model.get(id));
    },
);
const list = fc.tuple(process, fc.constantFrom("sort=id", "sort=-age", "sort=id&minAge=50", "sort=id&limit=3")).map(
  ([at, query]): Step =>
    async (model) => {
      const users = (await send(addressOf(at), "GET", `/api/users?${query}`)).json as readonly User[];
      for (const user of users) expect(user).toEqual(model.get(user.id));
      if (query === "sort=id") expect(users).toEqual([...model.values()].slice(0, 50));
      if (query === "sort=id&minAge=50") expect(users).toEqual([...model.values()].filter((user) => user.age >= 50));
    },
);
const change = fc.tuple(process, index, age).map(
  ([at, which, to]): Step =>
    async (model) => {
      const id = chosen(model, which);
      const changed = await send(addressOf(at), "PATCH", `/api/users/${id}`, { ...key(), body: { age: to } });
      model.set(id, changed.json as User);
    },
);
const create = fc.tuple(process, age).map(
  ([at, of]): Step =>
    async (model) => {
      const created = await send(addressOf(at), "POST", "/api/users", { ...key(), body: { name: "New", age: of } });
      model.set((created.json as User).id, created.json as User);
    },
);
const remove = fc.tuple(process, index).map(
  ([at, which]): Step =>
    async (model) => {
      const id = chosen(model, which);
      if (model.size < 3) return;
      await send(addressOf(at), "DELETE", `/api/users/${id}`, key());
      model.delete(id);
      expect((await send(addressOf(1 - at), "GET", `/api/users/${id}`)).status).toBe(404);
    },
);

/** Reads most of all, so that much of what is read was kept. */
const step = fc.oneof(
  { weight: 6, arbitrary: read },
  { weight: 4, arbitrary: list },
  { weight: 2, arbitrary: change },
  { weight: 1, arbitrary: create },
  { weight: 1, arbitrary: remove },
);

describe("two processes on one file", () => {
  it("never answer what is not so any more, whichever of them wrote", { timeout: 120_000 }, async () => {
    const users = (await send(addressOf(0), "GET", "/api/users")).json as readonly User[];
    const model: Model = new Map(users.map((user) => [user.id, user]));
    // What a run leaves is what the next begins with: shrinking would not find the same again.
    const runs = { numRuns: 10, endOnFailure: true };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async (steps) => {
        for (const each of steps) await each(model);
      }),
      runs,
    );
  });

  it("never answer less than was acknowledged before they were asked, while others write", async () => {
    let acknowledged = 0;
    let reads = 0;
    const body = { name: "Counter", age: 0 };
    const created = await send(addressOf(0), "POST", "/api/users", { ...key(), body });
    const own = created.headers.get("location") ?? "";
    const writing = (async () => {
      for (let value = 1; value <= 150; value += 1) {
        await send(addressOf(value % 2), "PATCH", own, { ...key(), body: { age: value } });
        acknowledged = value;
      }
    })();
    const reading = Array.from({ length: 8 }, async (_, reader) => {
      while (acknowledged < 150) {
        const least = acknowledged;
        const path = reader % 4 < 2 ? own : "/api/users?name=Counter";
        const { json } = await send(addressOf(reader % 2), "GET", path);
        const [user] = [json].flat() as readonly User[];
        expect(user?.age).toBeGreaterThanOrEqual(least);
        reads += 1;
      }
    });
    await Promise.all([writing, ...reading]);
    expect(reads).toBeGreaterThan(8);
  });
});
