import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { startIssuer } from "../support/issuer.ts";
import { startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";
import { until } from "../support/until.ts";
import { failingWith, misbehaviours } from "./misbehaviours.ts";

const createUser = (roster: TestRoster, key: string): Promise<TestResponse> =>
  roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });

const expectUnavailable = ({ status, headers, json }: TestResponse): void => {
  expect(status).toBe(503);
  expect(headers.get("retry-after")).toBe("1");
  expect(json).toMatchObject({ detail: "Credentials cannot be checked at the moment." });
};

/** What the log says of the identity provider. */
const providerLines = (roster: TestRoster): readonly { readonly level: string; readonly err: Error }[] =>
  roster.log.filter((line) => line.includes("the identity provider")).map((line) => JSON.parse(line));

/** What goes on whatever the issuer does: reading, readiness, and API keys. */
const expectOthersServed = async (roster: TestRoster): Promise<void> => {
  expect((await createUser(roster, await roster.createKey(["users:write"]))).status).toBe(201);
  expect((await createUser(roster, await roster.createKey(["data:write"]))).status).toBe(403);
  expect((await roster.request("GET", "/api/users")).status).toBe(200);
  expect((await roster.request("GET", "/readyz")).status).toBe(200);
};

const megabytes50 = 50 * 1024 * 1024;

/** Sends spaces, which JSON may have, as fast as they are taken. */
const sendWithoutEnd = (response: ServerResponse): void => {
  const chunk = Buffer.alloc(65_536, " ");
  const write = (): void => {
    while (!response.destroyed && (response.socket?.bytesWritten ?? 0) < megabytes50) {
      if (!response.write(chunk)) return void response.once("drain", write);
    }
    response.end("{}");
  };
  write();
};

describe.concurrent("case 29: an identity provider that", () => {
  it.each(misbehaviours)(
    "$what keeps API keys going, lets nobody in, and is taken up when it heals",
    async ({ where, listener, reason }) => {
      await using issuer = await startIssuer();
      issuer.misbehave(where, listener(issuer));
      await using roster = await startRoster({ oidc: issuer.oidc });
      const token = await issuer.grant("users:write");
      expectUnavailable(await createUser(roster, token));
      await expectOthersServed(roster);
      expect(providerLines(roster).map(({ err }) => err.message)).toEqual([expect.stringContaining(reason)]);
      issuer.behave();
      await until(async () => (await createUser(roster, token)).status === 201);
    },
  );

  it("is well is asked for its keys before anybody needs them", async () => {
    await using issuer = await startIssuer();
    await using _roster = await startRoster({ oidc: issuer.oidc });
    await until(() => issuer.asked().keys === 1);
  });

  it("fails again and again is told of once, and once when it heals", async () => {
    await using issuer = await startIssuer();
    issuer.misbehave("metadata", failingWith(500)(issuer));
    await using roster = await startRoster({ oidc: issuer.oidc });
    const token = await issuer.grant("users:write");
    await until(async () => (await createUser(roster, token)).status === 503 && issuer.asked().metadata > 2);
    issuer.behave();
    await until(async () => (await createUser(roster, token)).status === 201);
    expect(providerLines(roster).map(({ level }) => level)).toEqual(["warn", "info"]);
  });

  it.each(["metadata", "keys"] as const)("sends 50 MB of %s is read to the limit and no further", async (where) => {
    await using issuer = await startIssuer();
    const connection = Promise.withResolvers<number>();
    issuer.misbehave(where, (request, response) => {
      request.socket.once("close", () => connection.resolve(request.socket.bytesWritten));
      sendWithoutEnd(response);
    });
    await using roster = await startRoster({ oidc: issuer.oidc });
    expectUnavailable(await createUser(roster, await issuer.grant("users:write")));
    await expectOthersServed(roster);
    // What the two sockets and fetch have room for is sent, and no more.
    expect(await connection.promise).toBeLessThan(megabytes50 / 2);
  });

  it("sends 50 MB in 50 kB of gzip is no different", async () => {
    await using issuer = await startIssuer();
    const bomb = gzipSync(Buffer.alloc(megabytes50, " "));
    issuer.misbehave("keys", (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
    await using roster = await startRoster({ oidc: issuer.oidc });
    expectUnavailable(await createUser(roster, await issuer.grant("users:write")));
    await until(() => roster.log.some((line) => line.includes("has more than 262144 bytes")));
  });

  it.each(["metadata", "keys"] as const)("redirects to another host for its %s is not followed", async (where) => {
    await using issuer = await startIssuer();
    await using other = await startIssuer();
    issuer.misbehave(
      where,
      ({ url }, response) => void response.writeHead(307, { location: `${other.issuer}${url}` }).end(),
    );
    await using roster = await startRoster({ oidc: issuer.oidc });
    expectUnavailable(await createUser(roster, await issuer.grant("users:write")));
    expect(other.asked()).toEqual({ metadata: 0, keys: 0 });
  });
});

describe.concurrent("case 29: an identity provider that is not there", () => {
  it("when Roster starts does not keep it from starting, and is taken up when it comes", async () => {
    await using issuer = await startIssuer();
    const token = await issuer.grant("users:write");
    await issuer.stop();
    await using roster = await startRoster({ oidc: issuer.oidc });
    expectUnavailable(await createUser(roster, token));
    await expectOthersServed(roster);
    await issuer.start();
    await until(async () => (await createUser(roster, token)).status === 201);
    const [warning] = providerLines(roster);
    expect(warning?.err.message).toContain(`${issuer.issuer}/.well-known/openid-configuration cannot be reached`);
  });

  it("any more leaves the tokens whose key is known as good, and as bad, as they are", async () => {
    await using issuer = await startIssuer();
    await using roster = await startRoster({ oidc: issuer.oidc });
    const token = await issuer.grant("users:write");
    expect((await createUser(roster, token)).status).toBe(201);
    await issuer.stop();
    expect((await createUser(roster, token)).status).toBe(201);
    expect((await createUser(roster, await issuer.sign({ scope: "data:write" }))).status).toBe(403);
    expect((await createUser(roster, await issuer.sign({ exp: 1 }))).status).toBe(401);
    expect((await createUser(roster, `${token.slice(0, -8)}AAAAAAAA`)).status).toBe(401);
    await expectOthersServed(roster);
    await issuer.rotate();
    const signedWithNew = await issuer.sign();
    expectUnavailable(await createUser(roster, signedWithNew));
    await issuer.start();
    await until(async () => (await createUser(roster, signedWithNew)).status === 201);
  });

  it("any more is not asked for tokens that are another's or have expired", async () => {
    await using issuer = await startIssuer();
    await issuer.stop();
    await using roster = await startRoster({ oidc: issuer.oidc });
    expect((await createUser(roster, await issuer.sign({ iss: "https://other.example" }))).status).toBe(401);
    expect((await createUser(roster, await issuer.sign({ exp: 1 }))).status).toBe(401);
    expectUnavailable(await createUser(roster, await issuer.sign()));
  });

  it("any more, and slow to say so, holds up nobody whose key is known", async () => {
    await using issuer = await startIssuer();
    await using roster = await startRoster({ oidc: issuer.oidc });
    const token = await issuer.grant("users:write");
    expect((await createUser(roster, token)).status).toBe(201);
    await issuer.rotate();
    const asked = Promise.withResolvers<void>();
    issuer.misbehave("metadata", () => asked.resolve());
    const key = await roster.createKey(["users:write"]);
    const order: string[] = [];
    const held = createUser(roster, await issuer.sign()).then((answer) => {
      order.push("held");
      return answer;
    });
    await asked.promise;
    const others = await Promise.all([createUser(roster, token), createUser(roster, key)]);
    order.push("others");
    expect(others.map(({ status }) => status)).toEqual([201, 201]);
    expectUnavailable(await held);
    expect(order).toEqual(["others", "held"]);
  });
});
