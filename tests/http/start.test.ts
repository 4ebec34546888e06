import { describe, expect, it } from "vitest";
import { BindingError } from "../../src/core/doors/http/binding-check.ts";
import type { ServerOptions } from "../../src/core/server/options.ts";
import { createServer } from "../../src/core/server/server.ts";
import { serverOptions } from "./bound-server.ts";

const options = serverOptions();
const { createUser: _, ...withoutCreateUser } = options.handlers;

const withSecurity = (security: readonly Record<string, readonly string[]>[]): ServerOptions => {
  const contract = structuredClone(options.contract);
  Object.assign(contract.paths["/api/users"]?.post ?? {}, { security });
  return { ...options, contract };
};

const withKeptWrites = (): ServerOptions => {
  const contract = structuredClone(options.contract);
  Object.assign(contract.paths["/api/users"]?.post ?? {}, { "x-cache": true });
  return { ...options, contract };
};

const failureOf = (changed: ServerOptions): Promise<unknown> =>
  createServer(changed).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("the start fails, in one line that names what is wrong:", () => {
  it.each<[string, ServerOptions, string]>([
    ["an operation without a handler", { ...options, handlers: withoutCreateUser }, "createUser has no handler"],
    [
      "a handler without an operation",
      { ...options, handlers: { ...options.handlers, dropUsers: async () => ({ status: 204 }) } },
      "dropUsers has no operation",
    ],
    ["a security scheme without an authenticator", { ...options, authenticators: {} }, "security scheme apiKey"],
    [
      "a security scheme whose name every object has",
      withSecurity([{ constructor: [] }]),
      "security scheme constructor",
    ],
    [
      "one of two schemes that go together, without an authenticator",
      withSecurity([{ apiKey: [], other: [] }]),
      "security scheme other",
    ],
    ["answers that are kept and not for everybody", withKeptWrites(), "answers of createUser are not for everybody"],
  ])("%s", async (_, changed, complaint) => {
    const error = await failureOf(changed);
    expect(error).toBeInstanceOf(BindingError);
    expect((error as Error).message).toContain(complaint);
    expect((error as Error).message).not.toContain("\n");
  });

  it("everything that is wrong at once", async () => {
    const handlers = { ...withoutCreateUser, dropUsers: async () => ({ status: 204 }) };
    const { message } = (await failureOf({ ...options, handlers, authenticators: {} })) as Error;
    for (const name of ["createUser", "dropUsers", "apiKey"]) expect(message).toContain(name);
  });
});

it("the start succeeds when contract, handlers and authenticators fit", async () => {
  await using app = await createServer(options);
  await app.ready();
});
