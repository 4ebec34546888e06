/** Every operation that needs a credential, and the HEAD of every such GET, for every kind of token. */
import { describe, expect, it } from "vitest";
import { scopes } from "../../generated/contract.ts";
import { addressOf, bodyOf, operations } from "../http/contract-operations.ts";
import type { Members } from "../support/issuer.ts";
import { expectProblem } from "../support/problem.ts";
import { exchange, requestText } from "../support/raw-http.ts";
import { useTokenSite } from "../support/token-site.ts";

// Nothing is listed by hand: a new operation is in it by itself.
const matrix = operations
  .filter(({ security }) => security.length > 0)
  .flatMap((operation) =>
    (operation.method === "GET" ? ["GET", "HEAD"] : [operation.method]).map((verb) => ({
      verb,
      address: addressOf(operation),
      operation,
    })),
  );

const allScopes = Object.keys(scopes);

const site = useTokenSite();

describe.each(matrix)("case 31: $verb $address, for a token,", ({ verb, address, operation }) => {
  const ask = async (claims: Members) => {
    const body = bodyOf(operation);
    const content = body ? [`Content-Type: ${body.type}`, `Content-Length: ${Buffer.byteLength(body.text)}`] : [];
    const headers = [`Authorization: Bearer ${await site.issuer.sign(claims)}`, ...content];
    return exchange(site.roster.port, requestText(`${verb} ${address} HTTP/1.1`, headers, body?.text));
  };
  const needed = operation.security.flatMap(({ oidc = [] }) => oidc);

  it("lets in a token with exactly the scopes that the contract names", async () => {
    expect(needed).not.toEqual([]);
    const { status } = await ask({ scope: needed.join(" ") });
    expect([401, 403, 503]).not.toContain(status);
  });

  it("refuses a token with every other scope, and names the one that is missing", async () => {
    const others = allScopes.filter((scope) => !needed.includes(scope));
    for (const scope of [others.join(" "), undefined, "*", needed.map((each) => each.toUpperCase()).join(" ")]) {
      const answer = await ask({ scope });
      expect(answer.status).toBe(403);
      if (verb !== "HEAD") expectProblem(answer, "forbidden");
      expect(answer.headers.get("www-authenticate")).toContain(`scope="${needed.join(" ")}"`);
    }
  });

  it.each<[string, Members]>([
    ["has expired", { exp: 1 }],
    ["is meant for another", { aud: "https://other.example" }],
  ])("knows nobody by a token that %s", async (_, claims) => {
    const answer = await ask({ scope: allScopes.join(" "), ...claims });
    expect(answer.status).toBe(401);
    if (verb !== "HEAD") expectProblem(answer, "unauthenticated");
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="roster", error="invalid_token"');
  });
});
