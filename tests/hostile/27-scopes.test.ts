import { describe, expect, it } from "vitest";
import type { Members } from "../support/issuer.ts";
import { expectProblem } from "../support/problem.ts";
import type { TestResponse } from "../support/roster.ts";
import { useTokenSite } from "../support/token-site.ts";
import { storedIn } from "./target.ts";

const site = useTokenSite();

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
    const before = storedIn(site.roster.config.databaseUrl);
    await expectForbidden(site.createUser(await site.issuer.sign(claims)));
    expect(storedIn(site.roster.config.databaseUrl)).toEqual(before);
  });

  it("a token as the issuer grants it", async () => {
    await expectForbidden(site.createUser(await site.issuer.grant("data:write users:read")));
  });

  it.each([[[]], [["data:write"]], [["users:writ", "users:writes", "USERS:WRITE", "*"]]])(
    "a key with the scopes %j",
    async (scopes) => {
      const key = await site.roster.createKey(scopes);
      await expectForbidden(site.createUser(key));
    },
  );

  it("whatever is wrong with the request besides", async () => {
    const key = await site.roster.createKey(["data:write"]);
    const wrong = { key, body: "rubbish", headers: { "content-type": "text/plain" } };
    await expectForbidden(site.roster.request("POST", "/api/users?a=b", wrong));
    await expectForbidden(site.roster.request("DELETE", "/api/users/0", { key }));
    await expectForbidden(site.roster.request("GET", "/api/users/1/contact", { key }), "contacts:read");
    await expectForbidden(site.roster.request("PUT", "/api/users/1/contact", { key, body: {} }), "contacts:write");
  });

  it("while the scope that is there opens what it is for", async () => {
    const [key, token] = [await site.roster.createKey(["data:write"]), await site.issuer.sign({ scope: "data:write" })];
    for (const credential of [key, token]) {
      const put = await site.roster.request("PUT", "/api/data/scoped", { key: credential, body: { value: "v" } });
      expect([200, 201]).toContain(put.status);
    }
  });
});
