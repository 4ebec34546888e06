const dayMilliseconds = 24 * 60 * 60 * 1000;
/** Time enough for a clock that is wrong when the machine starts to be set. */
const doubtMilliseconds = 60 * 60 * 1000;

/** The wall clock and the monotonic one, in milliseconds. */
export interface Clocks {
  readonly wall: () => number;
  readonly monotonic: () => number;
}

const systemClocks: Clocks = { wall: () => Date.now(), monotonic: () => performance.now() };

/** The wall clock's time in milliseconds; undefined while it is not believed. */
export type BelievedClock = () => number | undefined;

/**
 * Makes a clock for what cannot be undone. One that differs by more than a day from what was last known, which is a time that is
 * stored and later the time that has passed since, is believed after an hour in which it has not jumped again.
 */
export const createBelievedClock = (lastKnown: number | undefined, clocks: Clocks = systemClocks): BelievedClock => {
  let believed = { wall: lastKnown ?? clocks.wall(), monotonic: clocks.monotonic() };
  let doubted: typeof believed | undefined;
  const differs = (wall: number, monotonic: number, from: typeof believed): boolean =>
    Math.abs(wall - from.wall - (monotonic - from.monotonic)) > dayMilliseconds;
  return () => {
    const [wall, monotonic] = [clocks.wall(), clocks.monotonic()];
    const isAsKnown = !differs(wall, monotonic, believed);
    if (!isAsKnown) {
      if (doubted === undefined || differs(wall, monotonic, doubted)) doubted = { wall, monotonic };
      if (monotonic - doubted.monotonic < doubtMilliseconds) return undefined;
    }
    believed = { wall, monotonic };
    doubted = undefined;
    return wall;
  };
};
