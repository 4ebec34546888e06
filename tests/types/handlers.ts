/**
 * What the compiler refuses, proven by the compiler: `npm run check` fails when one of these lines has no error, or when
 * one of the others has.
 */

import { handlers } from "../../generated/handlers.ts";
import { problem } from "../../src/core/contract/problem.ts";
import type { Dependencies } from "../../src/handlers/dependencies.ts";
import type { Handlers, Input, Reply } from "../../src/handlers/handler.ts";

const user = { id: 1, name: "Alice", age: 30 };
const location = "/api/users/1";
const tag = '"3q2-7wV1rKZ0sU6mYb9XcA"';
const headers = { ETag: tag, "Cache-Control": "public, no-cache" } as const;

export const accepted = {
  status: async (): Reply<"getUser"> => ({ status: 200, body: user, headers }),
  problem: async (): Reply<"getUser"> => problem("not-found", "There is no user 1."),
  headers: async (): Reply<"createUser"> => ({ status: 201, body: user, headers: { ETag: tag, Location: location } }),
  optionalHeader: async (): Reply<"listUsers"> => ({ status: 200, body: [user], headers: { ...headers, Link: "<…>" } }),
  withoutOptionalHeader: async (): Reply<"listUsers"> => ({ status: 200, body: [user], headers }),
  stream: async (): Reply<"streamChanges"> => ({
    status: 200,
    body: async function* () {
      yield [{ id: "1", event: "change", data: {} }];
    },
    headers: { "Cache-Control": "no-store" },
  }),
  empty: async (): Reply<"deleteUser"> => ({ status: 204 }),
};

export const refused = {
  undeclaredStatus: async (): Reply<"getUser"> => ({
    // @ts-expect-error 202 is no status of getUser
    status: 202,
    body: user,
    headers,
  }),
  // @ts-expect-error 409 is no status of getUser
  undeclaredProblem: async (): Reply<"getUser"> => problem("data-full", "Full."),
  misspeltField: async (): Reply<"getUser"> => ({
    status: 200,
    // @ts-expect-error a user has a name, not a nam
    body: { id: 1, nam: "Alice", age: 30 },
    headers,
  }),
  surplusField: async (): Reply<"getUser"> => ({
    status: 200,
    // @ts-expect-error a user has no role
    body: { ...user, role: "admin" },
    headers,
  }),
  wrongType: async (): Reply<"getUser"> => ({
    status: 200,
    // @ts-expect-error an age is a number
    body: { ...user, age: "30" },
    headers,
  }),
  // @ts-expect-error a 200 has a body
  missingBody: async (): Reply<"getUser"> => ({ status: 200, headers }),
  bodyWithoutContent: async (): Reply<"deleteUser"> => ({
    status: 204,
    // @ts-expect-error a 204 has no body
    body: user,
  }),
  textForStream: async (): Reply<"streamChanges"> => ({
    status: 200,
    // @ts-expect-error a stream is made of events, which the door writes
    body: "data: {}",
    headers: { "Cache-Control": "no-store" },
  }),
  misspeltHeader: async (): Reply<"createUser"> => ({
    status: 201,
    body: user,
    // @ts-expect-error the header is Location
    headers: { ETag: tag, Locatoin: location },
  }),
  misspeltOptionalHeader: async (): Reply<"listUsers"> => ({
    status: 200,
    body: [user],
    // @ts-expect-error the header is Link
    headers: { ETag: tag, Lnik: "<…>" },
  }),
  headerInAnotherSpelling: async (): Reply<"createUser"> => ({
    status: 201,
    body: user,
    // @ts-expect-error headers keep the contract's spelling
    headers: { ETag: tag, location },
  }),
  // @ts-expect-error Location is required
  missingHeader: async (): Reply<"createUser"> => ({ status: 201, body: user, headers }),
  headerOfTheDoor: async (): Reply<"getUser"> => ({
    status: 200,
    body: user,
    // @ts-expect-error the door sets X-Request-Id
    headers: { ETag: tag, "X-Request-Id": "1" },
  }),
  unknownParameter: async ({ params }: Input<"getUser">): Reply<"getUser"> => ({
    status: 200,
    // @ts-expect-error the parameter is userId
    body: { ...user, id: params.userID },
    headers,
  }),
};

const { getUser: _, ...withoutGetUser } = handlers;

// @ts-expect-error getUser is missing
export const missingHandler = withoutGetUser satisfies Handlers<Dependencies>;

export const surplusHandler = {
  ...handlers,
  // @ts-expect-error there is no such operation
  getNothing: handlers.getUser,
} satisfies Handlers<Dependencies>;

export const wrongHandler = {
  ...handlers,
  // @ts-expect-error getUser does not answer as listUsers must
  listUsers: handlers.getUser,
} satisfies Handlers<Dependencies>;

/** The caller of an operation that needs a credential is known, and of one that is open, not. */
export const actorOf = ({ caller }: Input<"createUser">): string => caller.actor;
// @ts-expect-error nobody is known to getUser
export const nobody = ({ caller }: Input<"getUser">): string => caller.actor;

/** A parameter with a default is always there; one without may be absent. */
export const limitOf = ({ query }: Input<"listUsers">): number => query.limit;
// @ts-expect-error minAge may be absent
export const minimumAgeOf = ({ query }: Input<"listUsers">): number => query.minAge;
