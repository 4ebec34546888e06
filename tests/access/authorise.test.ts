import { describe, expect, it } from "vitest";
import { authorise, type Decision, type Requirement } from "../../src/core/access/authorise.ts";
import type { Authentication, Authenticators } from "../../src/core/access/principal.ts";

const scopes = new Set(["read", "write"]);
const known: Authentication = { kind: "authenticated", principal: { actor: "somebody", scopes } };

/** Schemes by what comes of them. */
const authenticators: Authenticators = {
  unavailable: async () => ({ kind: "unavailable" }),
  known: async () => known,
  rejecting: async () => ({ kind: "rejected" }),
  silent: async () => ({ kind: "absent" }),
};

const alternatives: Record<Decision["kind"], Requirement> = {
  granted: { scheme: "known", scopes: ["read", "write"] },
  unavailable: { scheme: "unavailable", scopes: ["read"] },
  forbidden: { scheme: "known", scopes: ["read", "admin"] },
  rejected: { scheme: "rejecting", scopes: [] },
  absent: { scheme: "silent", scopes: [] },
};

/** The first outranks those after it: 503 before 403 before the 401 of a bad credential before the 401 of none. */
const ranks: readonly Decision["kind"][] = ["granted", "unavailable", "forbidden", "rejected", "absent"];

const permutations = <Item>(items: readonly Item[]): readonly Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

const subsets = <Item>([first, ...rest]: readonly Item[]): readonly Item[][] =>
  first === undefined ? [[]] : subsets(rest).flatMap((subset) => [subset, [first, ...subset]]);

const decide = (kinds: readonly Decision["kind"][]): Promise<Decision> =>
  authorise(
    kinds.map((kind) => [alternatives[kind]]),
    authenticators,
    () => "anything",
  );

describe("of several alternatives the strongest outcome decides, whatever their order:", () => {
  it.each(subsets(ranks).filter(({ length }) => length > 0))("%s %s %s %s %s", async (...kinds) => {
    const [strongest] = ranks.filter((kind) => kinds.includes(kind));
    for (const order of permutations(kinds)) expect((await decide(order)).kind).toBe(strongest);
  });
});

it("the principal is the one whose alternative holds", async () => {
  expect(await decide(["rejected", "granted"])).toEqual({
    kind: "granted",
    principal: { actor: "somebody", scopes },
  });
});

it("a refusal names all the scopes that are needed", async () => {
  expect(await decide(["forbidden", "absent"])).toEqual({ kind: "forbidden", scopes: ["read", "admin"] });
});

it("a scope is the whole of its name", async () => {
  for (const scope of ["rea", "read:all", "READ", "read ", "", "*", "constructor"]) {
    const decision = await authorise([[{ scheme: "known", scopes: [scope] }]], authenticators, () => "anything");
    expect(decision.kind).toBe("forbidden");
  }
});

it("no alternative at all lets nobody in: that an operation is open is decided elsewhere", async () => {
  expect(await decide([])).toEqual({ kind: "absent" });
});

it("a scheme that nothing authenticates is a fault, and nobody is let in", async () => {
  await expect(authorise([[{ scheme: "unknown", scopes: [] }]], authenticators, () => "anything")).rejects.toThrow(
    "unknown",
  );
});

it("what follows an alternative that holds is not asked", async () => {
  const asked: string[] = [];
  const watched = Object.fromEntries(
    Object.entries(authenticators).map(([scheme, authenticate]) => [
      scheme,
      (authorization: string | undefined) => {
        asked.push(scheme);
        return authenticate(authorization);
      },
    ]),
  );
  await authorise(
    [[alternatives.rejected], [alternatives.granted], [alternatives.unavailable]],
    watched,
    () => "anything",
  );
  expect(asked).toEqual(["rejecting", "known"]);
});
