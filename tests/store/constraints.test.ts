import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isUserName } from "../../src/directory/user-name.ts";
import { engines } from "./engines.ts";

interface TextRule {
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: string;
  /** That of names is the only one. */
  readonly format?: "user-name";
}

// The contract itself, so that a rule that is changed there is looked for here.
const { schemas } = parse(readFileSync(new URL("../../openapi.yaml", import.meta.url), "utf8")).components;
const patterns = new Map<string, RegExp>();
const patternOf = ({ pattern }: TextRule): RegExp => {
  const known = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, known);
  return known;
};
const accepts = (rule: TextRule, text: string): boolean => {
  const length = Array.from(text).length;
  const fits = patternOf(rule).test(text) && (rule.format === undefined || isUserName(text));
  return fits && length >= rule.minLength && length <= rule.maxLength;
};

// Characters that a rule may turn on: blanks, controls, their neighbours, composed, wide and right-to-left ones.
const telling = Array.from(
  " \t\n\u0000\u0001\u001f!~\u007f\u0080\u009f\u00a0\u00a1\u1680\u200b\u2028\u202e\u3000\ufeff\ufffd\uffff\u{10ffff}ße\u0301[]^*?%_'\"\\-.09azAZ",
);
const character = fc.oneof(fc.constantFrom(...telling), fc.string({ unit: "binary", minLength: 1, maxLength: 1 }));
const text = (maxLength: number) =>
  fc.oneof(
    fc.array(character, { maxLength: 5 }).map((characters) => characters.join("")),
    // Around the greatest length, in characters of one and of four bytes.
    fc
      .tuple(fc.constantFrom("x", "\u{1f600}"), fc.integer({ min: maxLength - 1, max: maxLength + 1 }))
      .map(([one, length]) => one.repeat(length)),
  );

/** The code points on both sides of each line that a rule draws between characters, alone or beside a visible one. */
const edgesOf = (rule: TextRule): readonly number[] => {
  const verdictOn = (point: number): string => {
    const character = String.fromCodePoint(point);
    return `${accepts(rule, character)} ${accepts(rule, `A${character}`)}`;
  };
  const edges = new Set([1]);
  let before = verdictOn(1);
  for (let point = 2; point < 0x110000; point += 1) {
    // No database holds half a surrogate pair.
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const verdict = verdictOn(point);
    if (verdict !== before) edges.add(point === 0xe000 ? 0xd7ff : point - 1).add(point);
    before = verdict;
  }
  return [...edges];
};

describe.each(engines)("the database, on $name,", ({ open, violations }) => {
  let directory: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    directory = await open();
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  const isTaken = (work: Promise<unknown>): Promise<boolean> =>
    work.then(
      () => true,
      (error: unknown) => {
        expect(String(error)).toMatch(violations.check);
        return false;
      },
    );

  it("takes the names of the contract, gives them back as they were, and refuses others", async () => {
    await fc.assert(
      fc.asyncProperty(text(200), async (name) => {
        const accepted = accepts(schemas.UserName, name);
        if (accepted) {
          const { id } = await directory.run("createUser", { name, age: 1 });
          expect(await directory.database.selectFrom("users").select("name").where("id", "=", id).execute()).toEqual([
            { name },
          ]);
        } else expect(await isTaken(directory.run("createUser", { name, age: 1 }))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("draws the line around invisible and forbidden characters where the contract does", async () => {
    for (const point of edgesOf(schemas.UserName)) {
      const character = String.fromCodePoint(point);
      for (const name of [character, `A${character}`, `${character}A`, `${character} ${character}`]) {
        const isAccepted = await isTaken(directory.run("createUser", { name, age: 1 }));
        expect({ name, point, isAccepted }).toEqual({ name, point, isAccepted: accepts(schemas.UserName, name) });
      }
    }
  });

  it("takes the keys and values of the contract and no others", async () => {
    await fc.assert(
      fc.asyncProperty(text(128), text(4_096), async (key, value) => {
        const accepted = accepts(schemas.DatumKey, key) && accepts(schemas.DatumValue, value);
        expect(await isTaken(directory.run("putDatum", { key, value }))).toBe(accepted);
        if (!accepted) return;
        const query = directory.database.selectFrom("data").select("value").where("key", "=", key);
        expect(await query.execute()).toEqual([{ value }]);
        await directory.run("deleteDatum", { key });
      }),
      { numRuns: 500 },
    );
  });

  it("takes the ages of the contract and no others", async () => {
    const { minimum, maximum } = schemas.Age;
    for (const age of [minimum, maximum])
      expect(await isTaken(directory.run("createUser", { name: "A", age }))).toBe(true);
    for (const age of [minimum - 1, maximum + 1]) {
      expect(await isTaken(directory.run("createUser", { name: "A", age }))).toBe(false);
    }
    await expect(directory.run("createUser", { name: "A", age: 1.5 })).rejects.toThrow();
    await expect(directory.run("createUser", { name: "A", age: Number.NaN })).rejects.toThrow();
  });

  it("takes no id that JavaScript could not read", async () => {
    // A directory of its own: ids go on from the greatest.
    await using own = await open();
    const insert = (id: number) =>
      isTaken(own.database.insertInto("users").values({ id, name: "A", name_key: "A", age: 1 }).execute());
    expect(await insert(0)).toBe(false);
    expect(await insert(2 ** 53)).toBe(false);
    expect(await insert(schemas.UserId.maximum)).toBe(true);
  });

  it("records no change without an actor", async () => {
    expect(await isTaken(directory.run("createUser", { name: "A", age: 1 }, ""))).toBe(false);
  });

  it("keeps no instant that would not compare as text", async () => {
    const key = { id: "k", name: "k", secretHash: "0".repeat(64), scopes: [] };
    expect(await isTaken(directory.run("createKey", { ...key, expiresAt: "2030-01-01" }))).toBe(false);
  });
});
