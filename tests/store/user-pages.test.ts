import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQueries } from "../../generated/queries.ts";
import type { User, UserSort } from "../../generated/types.ts";
import { foldName } from "../../src/core/database/fold-name.ts";
import { InvalidPosition, type Position } from "../../src/core/resource/pages/range.ts";
import { compareCodePoints } from "../../src/core/store/text-order.ts";
import { createUserPageReader, type ReadUserPage, type UserPageRequest } from "../../src/directory/queries/users.ts";
import type { Reading } from "../../src/directory/tables.ts";
import { engines } from "./engines.ts";

type Request = Omit<UserPageRequest, "after">;

const sorts = ["id", "-id", "name", "-name", "age", "-age"] as const satisfies readonly UserSort[];
// Few names and ages, so that many are equal, and some whose folded form is easily got wrong.
const names = ["a", "A", "aa", "b", "ß", "SS", "ss", "é", "e\u0301", "\uffee", "\u{1f600}", "a\u{10fffd}", "\ud7ff"];

const newUser = fc.record({ name: fc.constantFrom(...names), age: fc.integer({ min: 0, max: 5 }) });
const request: fc.Arbitrary<Request> = fc.record(
  {
    limit: fc.integer({ min: 1, max: 7 }),
    sort: fc.constantFrom(...sorts),
    namePrefix: fc.constantFrom(...names),
    minimumAge: fc.integer({ min: 0, max: 6 }),
    maximumAge: fc.integer({ min: 0, max: 6 }),
  },
  { requiredKeys: ["limit", "sort"] },
);

/** What the pages, one after the other, must hold. */
const expectedOf = (users: readonly User[], { sort, namePrefix = "", minimumAge = 0, maximumAge = 150 }: Request) => {
  const direction = sort.startsWith("-") ? -1 : 1;
  const order = (left: User, right: User): number => {
    if (sort.endsWith("name")) return compareCodePoints(foldName(left.name), foldName(right.name));
    return sort.endsWith("age") ? left.age - right.age : 0;
  };
  return users
    .filter(({ name }) => foldName(name).startsWith(foldName(namePrefix)))
    .filter(({ age }) => age >= minimumAge && age <= maximumAge)
    .sort((left, right) => direction * (order(left, right) || left.id - right.id));
};

const readers = new WeakMap<Reading, Map<number, ReadUserPage>>();

/** One reader for all that a test asks of a directory: what it compiled for one request, it has for the next. */
const readerOf = (database: Reading, scanLimit: number): ReadUserPage => {
  const ofDatabase = readers.get(database) ?? new Map<number, ReadUserPage>();
  const reader = ofDatabase.get(scanLimit) ?? createUserPageReader(database, scanLimit);
  readers.set(database, ofDatabase.set(scanLimit, reader));
  return reader;
};

/** Follows `next` to the end. Positions travel as JSON, as they do in cursors. */
const readAll = async (
  database: Reading,
  asked: Request,
  scanLimit: number,
  between: () => Promise<void> = async () => {},
) => {
  const pages: (readonly User[])[] = [];
  for (let after: Position | undefined; ; ) {
    const page = await readerOf(database, scanLimit)({ ...asked, ...(after && { after }) });
    pages.push(page.items);
    if (page.next === undefined) return pages;
    after = JSON.parse(JSON.stringify(page.next));
    await between();
  }
};

describe.each(engines)("pages of users on $name", ({ open }) => {
  let directory: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    directory = await open();
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  const fill = async (users: readonly { name: string; age: number }[]): Promise<User[]> => {
    await directory.database.deleteFrom("users").execute();
    const created: User[] = [];
    for (const user of users) created.push(await directory.run("createUser", user));
    return created;
  };

  it("hold, one after the other, exactly the users that fit, in order, each once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(newUser, { maxLength: 40 }),
        fc.array(request, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 50 }),
        async (users, requests, scanLimit) => {
          const created = await fill(users);
          for (const asked of requests) {
            const pages = await readAll(directory.database, asked, scanLimit);
            expect(pages.flat()).toEqual(expectedOf(created, asked));
            for (const page of pages) expect(page.length).toBeLessThanOrEqual(asked.limit);
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it("are full, up to the last, where no filter is on another field than the one that sorts", async () => {
    const created = await fill(Array.from({ length: 30 }, (_, index) => ({ name: "Same", age: index % 2 })));
    for (const sort of sorts) {
      const pages = await readAll(directory.database, { limit: 10, sort }, 3);
      expect(pages.map((page) => page.length)).toEqual([10, 10, 10]);
      expect(pages.flat()).toEqual(expectedOf(created, { limit: 10, sort }));
    }
  });

  it("look at no more rows than the scan limit allows, and so may be empty and still have a next one", async () => {
    const created = await fill(
      Array.from({ length: 30 }, (_, index) => ({ name: index < 25 ? "x" : "y", age: index })),
    );
    const asked = { limit: 10, sort: "age", namePrefix: "y" } as const;
    const fetched = await readAll(directory.database, asked, 5);
    expect(fetched.map((page) => page.length)).toEqual([5]);
    const walked = await readAll(directory.database, asked, 4);
    expect(walked.map((page) => page.length)).toEqual([0, 0, 0, 0, 0, 0, 3, 2]);
    expect(walked.flat()).toEqual(expectedOf(created, asked));
  });

  it("neither repeat nor hide a user who stays, whatever comes and goes between them", async () => {
    await fc.assert(
      fc.asyncProperty(
        request,
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.nat()),
        async (asked, scan, nat) => {
          const created = await fill(Array.from({ length: 40 }, (_, index) => randomUser(index * 7)));
          const gone = new Set<number>();
          const comeAndGo = async (): Promise<void> => {
            const [leaving, coming] = [nat.next().value ?? 0, nat.next().value ?? 0];
            const user = created[leaving % created.length];
            if (user !== undefined && (await directory.run("deleteUser", { id: user.id }))) gone.add(user.id);
            // What comes is bounded, or a list that is sorted by id would never end.
            if (gone.size < created.length) await directory.run("createUser", randomUser(coming));
          };
          const read = (await readAll(directory.database, asked, scan, comeAndGo)).flat().map(({ id }) => id);
          expect(new Set(read).size).toBe(read.length);
          const staying = expectedOf(created, asked).filter(({ id }) => !gone.has(id));
          const first = new Set(created.map(({ id }) => id));
          expect(read.filter((id) => first.has(id) && !gone.has(id))).toEqual(staying.map(({ id }) => id));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("hide nobody when users are deleted while a page is being read", async () => {
    const created = await fill(Array.from({ length: 60 }, (_, index) => ({ name: index % 2 ? "x" : "y", age: index })));
    const doomed = created.filter(({ id }) => id % 3 === 0).map(({ id }) => id);
    const slow = directory.readingAmidDeletions(doomed);
    const asked = { limit: 5, sort: "age", namePrefix: "x" } as const;
    const read = (await readAll(slow, asked, 7)).flat().map(({ id }) => id);
    const survivors = expectedOf(created, asked).filter(({ id }) => id % 3 !== 0);
    expect(read.filter((id) => id % 3 !== 0)).toEqual(survivors.map(({ id }) => id));
  });

  it("of contradictory filters are empty and the last", async () => {
    await fill([{ name: "a", age: 3 }]);
    const { users } = createQueries(directory.database);
    for (const sort of sorts) {
      expect(await users.list({ limit: 5, sort, minimumAge: 4, maximumAge: 2 })).toEqual({ items: [] });
      expect(await users.list({ limit: 5, sort, namePrefix: "a", minimumAge: 4, maximumAge: 2 })).toEqual({
        items: [],
      });
    }
  });

  it("begin only at positions that belong to their sort", async () => {
    const { users } = createQueries(directory.database);
    const wrong: readonly (readonly [UserSort, Position])[] = [
      ["id", []],
      ["id", ["1"]],
      ["id", [1.5]],
      ["id", [1, 2]],
      ["age", [1]],
      ["age", ["A", 1]],
      ["age", [1, 2, 3]],
      ["-name", [1, 1]],
      ["name", ["A", "1"]],
      ["name", ["A"]],
    ];
    for (const [sort, after] of wrong) {
      await expect(users.list({ limit: 1, sort, after })).rejects.toBeInstanceOf(InvalidPosition);
    }
  });

  it("take a position from outside their filter for what it is", async () => {
    const created = await fill([1, 2, 3, 4].map((age) => ({ name: "a", age })));
    const { users } = createQueries(directory.database);
    const ages = async (asked: UserPageRequest) => (await users.list(asked)).items.map(({ age }) => age);
    const [first] = created;
    expect(await ages({ limit: 9, sort: "age", minimumAge: 3, after: [1, first?.id ?? 0] })).toEqual([3, 4]);
    expect(await ages({ limit: 9, sort: "-age", maximumAge: 2, after: [4, 0] })).toEqual([2, 1]);
    expect(await ages({ limit: 9, sort: "age", maximumAge: 2, after: [4, 0] })).toEqual([]);
    await directory.run("createUser", { name: "b", age: 5 });
    // b is where the names that begin with a end.
    const after = ["b", Number.MAX_SAFE_INTEGER];
    expect(await ages({ limit: 9, sort: "-name", namePrefix: "a", after })).toEqual([4, 3, 2, 1]);
  });
});

const randomUser = (seed: number) => ({ name: names[seed % names.length] ?? "a", age: seed % 6 });
