/** The memory of a thread once it has started. */

/** Those who wait for the start come first. */
const delayMilliseconds = 1_000;

/**
 * Soon gives back what only the start needed: modules as they were parsed, the contract as it was checked. V8 would keep it, 20 MB
 * of both threads, for as long as little is asked of the server. Takes some 100 ms, once. Without `--expose-gc`, which lets
 * programs ask for that, nothing is given back.
 */
export const giveBackSoon = (): void => {
  const { gc } = globalThis;
  if (gc === undefined) return;
  // The usual collection leaves pages that are half empty, and code that ran once.
  setTimeout(() => gc({ type: "major", execution: "sync", flavor: "last-resort" }), delayMilliseconds).unref();
};
