/** Keys that are looked for at the same time. */
import { setImmediate } from "node:timers/promises";

/**
 * Shares look-ups of one key among the requests that come in one turn of the event loop. It is looked for after all of them
 * have come, so that none is let in by what was read before it was sent: a revocation holds at once.
 */
export const shareLookUps = <Found>(findKey: (id: string) => Promise<Found>): ((id: string) => Promise<Found>) => {
  const awaited = new Map<string, Promise<Found>>();
  const lookUp = async (id: string): Promise<Found> => {
    await setImmediate();
    awaited.delete(id);
    return findKey(id);
  };
  return (id) => {
    const shared = awaited.get(id) ?? lookUp(id);
    awaited.set(id, shared);
    return shared;
  };
};
