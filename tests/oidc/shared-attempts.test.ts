import { expect, it } from "vitest";
import { createSharedAttempts } from "../../src/core/access/shared-attempts.ts";
import { until } from "../support/until.ts";

/** Attempts that end when the test says so. */
const controlled = (options: { readonly pauseMilliseconds: number; readonly waitingLimit: number }) => {
  const begun: PromiseWithResolvers<boolean>[] = [];
  const attempt = (): Promise<boolean> => {
    const next = Promise.withResolvers<boolean>();
    begun.push(next);
    return next.promise;
  };
  return { begun, attempts: createSharedAttempts({ attempt, ...options }) };
};

it("those who need an attempt at the same time share one", async () => {
  const { begun, attempts } = controlled({ pauseMilliseconds: 0, waitingLimit: 100 });
  const now = performance.now();
  const answers = Array.from({ length: 50 }, () => attempts.succeededSince(now));
  expect(begun).toHaveLength(1);
  begun[0]?.resolve(true);
  expect(new Set(await Promise.all(answers))).toEqual(new Set([true]));
  expect(begun).toHaveLength(1);
});

it("whoever came after an attempt had begun is answered by the next one", async () => {
  const { begun, attempts } = controlled({ pauseMilliseconds: 0, waitingLimit: 100 });
  attempts.begin();
  const before = performance.now();
  await until(() => performance.now() > before);
  const late = attempts.succeededSince(performance.now());
  begun[0]?.resolve(true);
  await until(() => begun.length === 2);
  begun[1]?.resolve(true);
  expect(await late).toBe(true);
});

it("a failure answers everybody at once until the pause is over, without another attempt", async () => {
  const { begun, attempts } = controlled({ pauseMilliseconds: 60_000, waitingLimit: 100 });
  const first = attempts.succeededSince(performance.now());
  begun[0]?.resolve(false);
  expect(await first).toBe(false);
  expect(await attempts.succeededSince(performance.now())).toBe(false);
  attempts.begin();
  expect(begun).toHaveLength(1);
});

it("a failure is followed by another attempt when the pause is over", async () => {
  const { begun, attempts } = controlled({ pauseMilliseconds: 0, waitingLimit: 100 });
  const first = attempts.succeededSince(performance.now());
  begun[0]?.resolve(false);
  expect(await first).toBe(false);
  const second = attempts.succeededSince(performance.now());
  begun[1]?.resolve(true);
  expect(await second).toBe(true);
});

it("only so many may wait, and the others are answered at once", async () => {
  const { begun, attempts } = controlled({ pauseMilliseconds: 60_000, waitingLimit: 3 });
  const now = performance.now();
  const waiting = Array.from({ length: 3 }, () => attempts.succeededSince(now));
  expect(await attempts.succeededSince(now)).toBe(false);
  begun[0]?.resolve(true);
  expect(await Promise.all(waiting)).toEqual([true, true, true]);
  expect(await attempts.succeededSince(now)).toBe(true);
});
