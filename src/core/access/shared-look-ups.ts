/** Look-ups that are asked for at the same time. */
import { setImmediate } from "node:timers/promises";

/** Looks up what has this key, or joins the look-up of it that has not begun yet. */
export type SharedLookUps<Found> = (key: string, lookUp: () => Promise<Found>) => Promise<Found>;

/**
 * Shares look-ups of one key among the requests that arrive in the same event-loop iteration. It begins after all of them have
 * arrived, so that none gets what was read before it was sent: the revocation of a credential holds at once, for example.
 */
export const createSharedLookUps = <Found>(): SharedLookUps<Found> => {
  const awaited = new Map<string, Promise<Found>>();
  const begin = async (key: string, lookUp: () => Promise<Found>): Promise<Found> => {
    await setImmediate();
    awaited.delete(key);
    return lookUp();
  };
  return (key, lookUp) => {
    const shared = awaited.get(key) ?? begin(key, lookUp);
    awaited.set(key, shared);
    return shared;
  };
};
