import { describe, expect, it } from "vitest";
import { createBelievedClock } from "../../src/core/store/believed-clock.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** A clock on a machine whose two clocks a test sets. */
const machine = (lastKnown: number | undefined, start: number) => {
  let [wall, monotonic] = [start, 0];
  const now = createBelievedClock(lastKnown, { wall: () => wall, monotonic: () => monotonic });
  return {
    now,
    pass: (milliseconds: number): void => {
      wall += milliseconds;
      monotonic += milliseconds;
    },
    set: (time: number): void => {
      wall = time;
    },
  };
};

describe("the clock that changes expire by", () => {
  it("is believed when it is near what is known, and as it goes on", () => {
    const { now, pass } = machine(0, 10 * hour);
    expect(now()).toBe(10 * hour);
    pass(3 * day);
    expect(now()).toBe(10 * hour + 3 * day);
  });

  it("is believed where nothing is known", () => {
    expect(machine(undefined, 40 * day).now()).toBe(40 * day);
  });

  it("is not believed 40 days ahead, nor after it was set right again, but for what is right", () => {
    const { now, pass, set } = machine(0, 40 * day);
    expect(now()).toBeUndefined();
    pass(hour / 2);
    expect(now()).toBeUndefined();
    set(hour);
    expect(now()).toBe(hour);
  });

  it("is believed after an hour without another jump, as where nothing was written for weeks", () => {
    const { now, pass, set } = machine(0, 40 * day);
    expect(now()).toBeUndefined();
    pass(hour / 2);
    set(80 * day);
    expect(now()).toBeUndefined();
    pass(hour * 0.9);
    expect(now()).toBeUndefined();
    pass(hour * 0.2);
    expect(now()).toBe(80 * day + 1.1 * hour);
    pass(day);
    expect(now()).toBe(81 * day + 1.1 * hour);
  });

  it("is not believed when it jumps while Roster runs", () => {
    const { now, pass, set } = machine(undefined, 0);
    expect(now()).toBe(0);
    pass(hour);
    set(40 * day);
    expect(now()).toBeUndefined();
  });
});
