import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Members, startIssuer, type TestIssuer } from "../support/issuer.ts";
import { expectProblem } from "../support/problem.ts";
import { startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";
import { storedIn } from "./target.ts";

let issuer: TestIssuer;
let roster: TestRoster;

beforeAll(async () => {
  issuer = await startIssuer();
  roster = await startRoster({ oidc: issuer.oidc });
});
afterAll(async () => {
  await roster[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

const createUser = (key: string): Promise<TestResponse> =>
  roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });

const expectForbidden = async (answer: Promise<TestResponse>, scope = "users:write"): Promise<void> => {
  const refused = await answer;
  expectProblem(refused, "forbidden");
  expect(refused.headers.get("www-authenticate")).toBe(
    `Bearer realm="roster", error="insufficient_scope", scope="${scope}"`,
  );
};

const scopeless: readonly (readonly [what: string, claims: Members])[] = [
  ["has no scope at all", { scope: undefined }],
  ["has an empty scope", { scope: "" }],
  ["has another scope", { scope: "users:read data:write" }],
  ["has a scope that only begins like one", { scope: "users:writer users" }],
  ["has a scope in capitals", { scope: "USERS:WRITE" }],
  ["has a wildcard for a scope", { scope: "* users:* admin" }],
  ["has scopes that are no text", { scope: 1, scp: [1, null, { "users:write": true }] }],
  ["joins its scopes with commas", { scope: "users:read,users:write" }],
  ["joins its scopes with tabs", { scope: "users:read\tusers:write" }],
  [
    "has its scopes elsewhere",
    { scope: undefined, scopes: "users:write", roles: ["users:write"], permissions: ["users:write"] },
  ],
];

describe("case 27: a credential that is good and lacks the scope is a 403, and nothing is stored, though another scheme would do:", () => {
  it.each(scopeless)("a token that %s", async (_, claims) => {
    const before = storedIn(roster.config.databaseUrl);
    await expectForbidden(createUser(await issuer.sign(claims)));
    expect(storedIn(roster.config.databaseUrl)).toEqual(before);
  });

  it("a token as the issuer grants it", async () => {
    await expectForbidden(createUser(await issuer.grant("data:write users:read")));
  });

  it.each([[[]], [["data:write"]], [["users:writ", "users:writes", "USERS:WRITE", "*"]]])(
    "a key with the scopes %j",
    async (scopes) => {
      const key = await roster.createKey(scopes);
      await expectForbidden(createUser(key));
    },
  );

  it("whatever is wrong with the request besides", async () => {
    const key = await roster.createKey(["data:write"]);
    const wrong = { key, body: "rubbish", headers: { "content-type": "text/plain" } };
    await expectForbidden(roster.request("POST", "/api/users?a=b", wrong));
    await expectForbidden(roster.request("DELETE", "/api/users/0", { key }));
    await expectForbidden(roster.request("GET", "/api/users/1/contact", { key }), "contacts:read");
    await expectForbidden(roster.request("PUT", "/api/users/1/contact", { key, body: {} }), "contacts:write");
  });

  it("while the scope that is there opens what it is for", async () => {
    const [key, token] = [await roster.createKey(["data:write"]), await issuer.sign({ scope: "data:write" })];
    for (const credential of [key, token]) {
      const put = await roster.request("PUT", "/api/data/scoped", { key: credential, body: { value: "v" } });
      expect([200, 201]).toContain(put.status);
    }
  });
});
