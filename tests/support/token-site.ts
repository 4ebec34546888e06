import { afterAll, beforeAll } from "vitest";
import { startIssuer, type TestIssuer } from "./issuer.ts";
import { startRoster, type TestResponse, type TestRoster } from "./roster.ts";

/** An issuer, and a Roster that takes its tokens. */
export interface TokenSite {
  readonly issuer: TestIssuer;
  readonly roster: TestRoster;
  /** A write, with this credential. */
  readonly createUser: (key: string) => Promise<TestResponse>;
}

/** Starts both for the tests of a file, and stops them after it. They are there as soon as a test runs. */
export const useTokenSite = (): TokenSite => {
  let parts: { readonly issuer: TestIssuer; readonly roster: TestRoster } | undefined;
  beforeAll(async () => {
    const issuer = await startIssuer();
    parts = { issuer, roster: await startRoster({ oidc: issuer.oidc }) };
  });
  afterAll(async () => {
    await parts?.roster[Symbol.asyncDispose]();
    await parts?.issuer[Symbol.asyncDispose]();
  });
  const started = () => {
    if (parts === undefined) throw new Error("The issuer and its Roster are not there before the tests run.");
    return parts;
  };
  return {
    get issuer() {
      return started().issuer;
    },
    get roster() {
      return started().roster;
    },
    createUser: (key) => started().roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } }),
  };
};
