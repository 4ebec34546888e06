import type { WriterRequest, WriterRequests } from "./messages.ts";

/** What leaves for the writer's worker, all of one turn of the event loop in one message. */
export interface Outbox {
  readonly add: (request: WriterRequest) => void;
  /** Sends what waits, now. */
  readonly flush: () => void;
  /** Forgets what waits: there is nobody to send it to. */
  readonly clear: () => void;
}

/** Makes an outbox. `onUnsendable` is told of each request that cannot be cloned to another thread; the others leave. */
export const createOutbox = (
  send: (requests: WriterRequests) => void,
  onUnsendable: (request: WriterRequest, error: Error) => void,
): Outbox => {
  let waiting: WriterRequest[] = [];

  const sendAlone = (request: WriterRequest): void => {
    try {
      send([request]);
    } catch (error) {
      onUnsendable(request, error as Error);
    }
  };

  const flush = (): void => {
    const requests = waiting;
    if (requests.length === 0) return;
    waiting = [];
    try {
      send(requests);
    } catch {
      requests.forEach(sendAlone);
    }
  };

  return {
    add: (request) => {
      // After the callbacks of this turn, those of every socket that had something to read.
      if (waiting.push(request) === 1) setImmediate(flush);
    },
    flush,
    clear: () => {
      waiting = [];
    },
  };
};
