/** Many who want the same at the same moment, of whom one may have it. */
import { expect } from "vitest";
import type { TestResponse, TestRoster } from "../support/roster.ts";
import { startRoster } from "../support/roster.ts";
import { sealingKey } from "../support/sealing.ts";
import { temporaryDatabase } from "../support/temporary-database.ts";
import type { Target } from "./target.ts";

export type Crowd = (target: Target, count: number) => Promise<void>;

/** As a caller does who is told that the database is busy, and that nothing was done. */
const persistently = async (send: () => Promise<TestResponse>): Promise<TestResponse> => {
  for (;;) {
    const answer = await send();
    if (answer.status !== 503) return answer;
  }
};

const atOnce = (count: number, send: (index: number) => Promise<TestResponse>): Promise<readonly TestResponse[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => persistently(() => send(index))));

/** How often each status was answered. */
const countsOf = (answers: readonly TestResponse[]): Readonly<Record<number, number>> =>
  Object.fromEntries(
    [...Map.groupBy(answers, ({ status }) => status)].map(([status, those]) => [status, those.length]),
  );

const uniqueName = (): string => `Crowd ${crypto.randomUUID()}`;

const findByName = async ({ roster }: Target, name: string): Promise<readonly { readonly id: number }[]> =>
  (await roster.request("GET", `/api/users?name=${encodeURIComponent(name)}`)).json as { id: number }[];

/** Send one Idempotency-Key: one user is created, and all are told of that one. */
export const sameIdempotencyKey: Crowd = async (target, count) => {
  const name = uniqueName();
  const headers = { "idempotency-key": crypto.randomUUID() };
  const answers = await atOnce(count, () => target.send("POST", "/api/users", { name, age: 1 }, headers));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  expect(await findByName(target, name)).toEqual([answers[0]?.json]);
};

/** Send one Idempotency-Key with two bodies: one of them is created, and who sent the other is told. */
export const sameIdempotencyKeyForTwo: Crowd = async (target, count) => {
  const name = uniqueName();
  const headers = { "idempotency-key": crypto.randomUUID() };
  const answers = await atOnce(count, (index) => target.send("POST", "/api/users", { name, age: index % 2 }, headers));
  expect(await findByName(target, name)).toHaveLength(1);
  expect(new Set(Object.keys(countsOf(answers)))).toEqual(new Set(["201", "422"]));
  expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
};

/** What is written with `If-Match`, and two ways to write it. */
const changeable = {
  "a user": { path: "/api/users/1", method: "PATCH", body: (index: number) => ({ age: 50 + (index % 50) }) },
  "a datum": { path: "/api/data/key", method: "PUT", body: (index: number) => ({ value: `changed ${index}` }) },
  "a contact": {
    path: "/api/users/1/contact",
    method: "PUT",
    body: (index: number) => ({ phone: `+4930${1_000_000 + index}` }),
  },
} as const;

export const changeableThings = Object.keys(changeable) as (keyof typeof changeable)[];

/** Have all read the same and change it under `If-Match`: one does, and what it wrote is what is there. */
export const sameVersion =
  (thing: keyof typeof changeable): Crowd =>
  async (target, count) => {
    const { path, method, body } = changeable[thing];
    if (thing === "a contact") await target.send("PUT", path, { phone: "+493012345678" });
    const { headers } = await target.send("GET", path);
    const condition = { "if-match": headers.get("etag") ?? "" };
    const answers = await atOnce(count, (index) => target.send(method, path, body(index), condition));
    expect(countsOf(answers)).toEqual({ 200: 1, 412: count - 1 });
    expect((await target.send("GET", path)).text).toBe(answers.find(({ status }) => status === 200)?.text);
  };

/** Want to delete the same user, as all have read it: one does. */
export const sameDeletion: Crowd = async (target, count) => {
  const created = await target.send("POST", "/api/users", { name: uniqueName(), age: 1 });
  const [path, tag] = [created.headers.get("location") ?? "", created.headers.get("etag") ?? ""];
  const answers = await atOnce(count, () => target.send("DELETE", path, undefined, { "if-match": tag }));
  expect(countsOf(answers)).toEqual({ 204: 1, 404: count - 1 });
};

const createUsers = async (request: TestRoster["request"], key: string, count: number): Promise<readonly number[]> => {
  const answers = await atOnce(count, () =>
    request("POST", "/api/users", { key, body: { name: uniqueName(), age: 1 } }),
  );
  return answers.map(({ json }) => (json as { id: number }).id);
};

/** Want the same e-mail address, in any case: one of them has it. */
export const sameAddress: Crowd = async (target, count) => {
  const users = await createUsers(target.roster.request, target.key, count);
  const email = `wanted.${crypto.randomUUID()}@example.com`;
  const answers = await atOnce(count, (index) =>
    target.send("PUT", `/api/users/${users[index]}/contact`, { email: index % 2 === 0 ? email : email.toUpperCase() }),
  );
  expect(countsOf(answers)).toEqual({ 201: 1, 409: count - 1 });
  const winner = answers.find(({ status }) => status === 201)?.json;
  expect((await target.send("GET", `/api/contacts?email=${encodeURIComponent(email)}`)).json).toEqual([winner]);
};

/** Want the same datum to be new: one of them made it. */
export const sameNewDatum: Crowd = async (target, count) => {
  const path = `/api/data/${crypto.randomUUID()}`;
  const answers = await atOnce(count, (index) =>
    target.send("PUT", path, { value: `${index}` }, { "if-none-match": "*" }),
  );
  expect(countsOf(answers)).toEqual({ 201: 1, 412: count - 1 });
  expect((await target.send("GET", path)).text).toBe(answers.find(({ status }) => status === 201)?.text);
};

/** Want the same e-mail address of two processes with the same keys, each with another newest: one of them has it. */
export const sameAddressInTwoProcesses = async (count: number): Promise<void> => {
  await using database = await temporaryDatabase();
  const [one, other] = [sealingKey("one"), sealingKey("other")];
  const { databaseUrl } = database;
  await using first = await startRoster({ databaseUrl, sealingKeys: [one, other], rateLimit: "off" });
  await using second = await startRoster({ databaseUrl, sealingKeys: [other, one], rateLimit: "off" });
  const key = await first.createKey(["users:write", "contacts:read", "contacts:write"]);
  const users = await createUsers(first.request, key, count);
  const email = "wanted@example.com";
  const answers = await atOnce(count, (index) => {
    const { request } = index % 2 === 0 ? first : second;
    return request("PUT", `/api/users/${users[index]}/contact`, { key, body: { email } });
  });
  expect(countsOf(answers)).toEqual({ 201: 1, 409: count - 1 });
  const winner = answers.find(({ status }) => status === 201)?.json;
  for (const { request } of [first, second]) {
    expect((await request("GET", `/api/contacts?email=${email}`, { key })).json).toEqual([winner]);
  }
};
