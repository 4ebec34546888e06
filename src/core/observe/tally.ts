/** Something that may happen very often, and must not fill the log. */

const intervalMilliseconds = 10_000;

/**
 * Makes the function to call each time. The first is reported at once; what follows is counted, and reported together every
 * ten seconds until there is no more.
 */
export const createTally = (report: (count: number) => void): (() => void) => {
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    if (count === 0) return;
    report(count);
    count = 0;
    timer = setTimeout(tell, intervalMilliseconds).unref();
  };
  return () => {
    count += 1;
    if (timer === undefined) tell();
  };
};
