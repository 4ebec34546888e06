import { expect, it } from "vitest";
import { startChild } from "../store/child.ts";
import { expectProblem } from "../support/problem.ts";
import { startRoster } from "../support/roster.ts";

it("case 40: while another process holds the write lock, writing is a 503 with Retry-After, and reading goes on", async () => {
  await using roster = await startRoster();
  const key = await roster.createKey(["users:write"]);
  const create = () => roster.request("POST", "/api/users", { key, body: { name: "Ada", age: 36 } });
  await using other = startChild("lock", [roster.config.databaseUrl.slice("file:".length)]);
  expect(await other.line()).toBe("locked");
  let answered = false;
  const writing = Promise.all([create(), create(), create()]).finally(() => {
    answered = true;
  });
  do {
    expect((await roster.request("GET", "/api/users")).json).toHaveLength(2);
    expect((await roster.request("GET", "/livez")).status).toBe(200);
  } while (!answered);
  for (const refused of await writing) {
    expectProblem(refused, "unavailable");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  }
  // What cannot be written is still refused for what is wrong with it, and for who asks.
  expect((await roster.request("POST", "/api/users", { key, body: {} })).status).toBe(400);
  expect((await roster.request("POST", "/api/users", { body: {} })).status).toBe(401);
  expectProblem(await roster.request("GET", "/readyz"), "unavailable");
  other.tell("release");
  expect(await other.line()).toBe("released");
  expect((await create()).json).toEqual({ id: 3, name: "Ada", age: 36 });
  expect((await roster.request("GET", "/readyz")).status).toBe(200);
});

it("case 40: a write that waits a short while for the lock of another process is written, and nobody is told", async () => {
  await using roster = await startRoster();
  const key = await roster.createKey(["users:write"]);
  await using other = startChild("lock", [roster.config.databaseUrl.slice("file:".length)]);
  expect(await other.line()).toBe("locked");
  const writing = roster.request("POST", "/api/users", { key, body: { name: "Ada", age: 36 } });
  expect((await roster.request("GET", "/api/users")).json).toHaveLength(2);
  other.tell("release");
  expect((await writing).status).toBe(201);
});
