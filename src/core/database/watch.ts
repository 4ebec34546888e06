/**
 * Calls back, from now until it is disposed of, each time after the database may have changed, whoever changed it; soon,
 * and at the latest after the time that the engine states. The first call comes by itself.
 */
export type Watch = (onNews: () => void) => Disposable;
