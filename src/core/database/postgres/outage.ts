import { ConnectionFailure } from "./failure.ts";

/** Remembers that a server does not answer, so that nobody waits for it in vain, until it is seen to answer again. */
export interface OutageWatch {
  /** @throws ConnectionFailure while the server does not answer. */
  check(): void;
  /** The server did not answer. From now on it is asked, again and again, until it does. */
  begin(cause: unknown): ConnectionFailure;
  /** Stops asking. */
  stop(): void;
}

const probeIntervalMilliseconds = 200;

/** Told of each outage once. */
export interface OutageListener {
  readonly onBegin: (failure: ConnectionFailure) => void;
  readonly onEnd: () => void;
}

/** Makes the watch. `probe` resolves when the server answers. */
export const watchOutages = (probe: () => Promise<void>, { onBegin, onEnd }: OutageListener): OutageWatch => {
  let outage: ConnectionFailure | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const probeLater = (): void => {
    if (!stopped) timer = setTimeout(probeNow, probeIntervalMilliseconds).unref();
  };
  const probeNow = (): void => {
    probe().then(() => {
      outage = undefined;
      onEnd();
    }, probeLater);
  };

  return {
    check: () => {
      if (outage !== undefined) throw new ConnectionFailure("stopped", outage.message, { cause: outage.cause });
    },
    begin: (cause) => {
      if (outage !== undefined) return outage;
      outage = new ConnectionFailure("stopped", "The database server does not answer", { cause });
      onBegin(outage);
      probeLater();
      return outage;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
