/** The line that says how far a run is. */
import { progress } from "../measure/progress.ts";

/** In words, rounded so that it does not promise much. */
export const remaining = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds / 10) * 10} s` : `${Math.ceil(seconds / 60)} min`;

/** Says what is done next, how much of all is done and about how long the rest takes. */
export const createSteps = (total: number): ((text: string) => void) => {
  const start = performance.now();
  let done = 0;
  return (text) => {
    const seconds = (performance.now() - start) / 1000;
    const rest = done === 0 ? "" : `, ${remaining((seconds / done) * (total - done))} left`;
    done += 1;
    progress(`${done} of ${total}${rest}: ${text}`);
  };
};
