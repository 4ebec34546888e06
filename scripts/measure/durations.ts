/** How long something takes that is done again and again. */

export interface Durations {
  readonly medianMicroseconds: number;
  readonly p99Microseconds: number;
}

/** What some durations amount to, in microseconds. */
export const durationsOf = (microseconds: readonly number[]): Durations => {
  const sorted = microseconds.toSorted((left, right) => left - right);
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
  return { medianMicroseconds: at(0.5), p99Microseconds: at(0.99) };
};

/** Does something and returns how many microseconds it took. */
export const timed = async (task: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await task();
  return (performance.now() - start) * 1_000;
};

/** Does something so many times, one after the other, after once that does not count. */
export const measureRuns = async (task: () => Promise<unknown>, runs: number): Promise<Durations> => {
  await task();
  const all: number[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await timed(task));
  return durationsOf(all);
};
