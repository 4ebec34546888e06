import { expect, it } from "vitest";
import { createIssuerKeys } from "../../src/core/access/issuer-keys.ts";
import { startIssuer } from "../support/issuer.ts";
import { startRoster } from "../support/roster.ts";
import { until } from "../support/until.ts";

const body = { name: "Carol", age: 41 };

it.concurrent("no valid token fails while keys are rotated under traffic, though each is used the moment it is published", async () => {
  await using issuer = await startIssuer();
  await using roster = await startRoster({ oidc: issuer.oidc });
  const statuses: number[] = [];
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isOver) {
      const key = await issuer.grant("users:write");
      statuses.push((await roster.request("POST", "/api/users", { key, body })).status);
    }
  };
  const workers = Array.from({ length: 8 }, work);
  for (let round = 1; round <= 4; round += 1) {
    await until(() => statuses.length >= round * 60);
    await issuer.rotate();
  }
  await until(() => statuses.length >= 400);
  isOver = true;
  await Promise.all(workers);
  expect(statuses.filter((status) => status !== 201)).toEqual([]);
});

it.concurrent("two rotations within a moment, the second while the first is being noticed, fail no valid token", async () => {
  await using issuer = await startIssuer();
  await using roster = await startRoster({ oidc: issuer.oidc });
  const post = async (key: string) => (await roster.request("POST", "/api/users", { key, body })).status;
  expect(await post(await issuer.sign())).toBe(201);
  await issuer.rotate();
  const first = post(await issuer.sign());
  await issuer.rotate();
  expect(await Promise.all([first, post(await issuer.sign())])).toEqual([201, 201]);
});

it.concurrent("a flood of unknown keys asks the issuer once, and all of them share the answer", async () => {
  await using issuer = await startIssuer();
  const keys = createIssuerKeys(issuer.issuer);
  await keys.find({ alg: "RS256", kid: issuer.key().kid });
  const before = issuer.asked().keys;
  const flood = Array.from({ length: 300 }, (_, index) => keys.find({ alg: "RS256", kid: `unknown-${index}` }));
  const outcomes = await Promise.allSettled(flood);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toEqual([]);
  expect(issuer.asked().keys - before).toBe(1);
});

it.concurrent("a key that the issuer withdrew counts until the keys are confirmed, and not after", async () => {
  await using issuer = await startIssuer();
  const keys = createIssuerKeys(issuer.issuer, { refreshSeconds: 0 });
  const withdrawn = { alg: "RS256", kid: issuer.key().kid };
  await keys.find(withdrawn);
  await issuer.rotate(0);
  const isGone = () =>
    keys.find(withdrawn).then(
      () => false,
      ({ code }) => code === "ERR_JWKS_NO_MATCHING_KEY",
    );
  await until(isGone);
  await expect(keys.find({ alg: "RS256", kid: issuer.key().kid })).resolves.toBeDefined();
});

it.concurrent("keys that are due to be confirmed are used meanwhile, also while the issuer does not answer", async () => {
  await using issuer = await startIssuer();
  const keys = createIssuerKeys(issuer.issuer, { refreshSeconds: 0 });
  const header = { alg: "RS256", kid: issuer.key().kid };
  await keys.find(header);
  const unanswered = Promise.withResolvers<void>();
  issuer.misbehave("metadata", () => unanswered.resolve());
  await until(async () => (await keys.find(header)) && issuer.asked().metadata > 1);
  await unanswered.promise;
  await expect(keys.find(header)).resolves.toBeDefined();
});

it.concurrent("keys that could not be confirmed for their lifetime do not count", async () => {
  await using issuer = await startIssuer();
  const keys = createIssuerKeys(issuer.issuer, { lifetimeSeconds: 0 });
  const header = { alg: "RS256", kid: issuer.key().kid };
  await keys.find(header);
  await issuer.stop();
  await until(() =>
    keys.find(header).then(
      () => false,
      ({ name }) => name === "IssuerUnavailable",
    ),
  );
});
