import { expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { startRoster } from "../support/roster.ts";

const turnMilliseconds = 300;

const takeTurn = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

/** Gives this process, and with it Roster's event loop, more to do than it can. */
const keepBusy = (): Disposable => {
  const timer = setInterval(() => takeTurn(turnMilliseconds), 1);
  return { [Symbol.dispose]: () => clearInterval(timer) };
};

it("while the event loop is late, requests get 503 with Retry-After before anything is looked at, then all is well", async () => {
  await using roster = await startRoster({ maxEventLoopDelayMilliseconds: 100 });
  const ask = () => roster.request("GET", "/api/users");
  expect((await ask()).status).toBe(200);
  {
    using _ = keepBusy();
    await expect.poll(async () => (await ask()).status, { timeout: 20_000 }).toBe(503);
    const refused = await roster.request("POST", "/api/users", { key: "forged", body: "{" });
    expect(expectProblem(refused, "unavailable")).toMatchObject({ detail: "Roster is too busy at the moment." });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await roster.request("GET", "/livez")).status).toBe(200);
  }
  await expect.poll(async () => (await ask()).status, { timeout: 20_000 }).toBe(200);
  expect(roster.log.filter((line) => line.includes("the event loop is late"))).not.toHaveLength(0);
}, 60_000);

it("one long turn refuses nothing", async () => {
  await using roster = await startRoster();
  takeTurn(2_500);
  const end = performance.now() + 2_000;
  while (performance.now() < end) expect((await roster.request("GET", "/api/users")).status).toBe(200);
}, 60_000);

it("with MAX_EVENT_LOOP_DELAY_MILLISECONDS=0, nothing is refused however late it is", async () => {
  await using roster = await startRoster({ maxEventLoopDelayMilliseconds: 0 });
  using _ = keepBusy();
  for (let index = 0; index < 5; index += 1) expect((await roster.request("GET", "/api/users")).status).toBe(200);
}, 60_000);
