/** A reader of the stream of changes, over a real socket. */
import { type ReceivedEvent, readEvents } from "./events.ts";
import { checkResponse } from "./roster.ts";

/** A change as a reader knows it. */
export interface SeenChange {
  readonly id: number;
  readonly subject: "user" | "contact" | "datum";
  readonly subjectId: string;
  readonly kind: "created" | "updated" | "deleted";
  readonly actor: string;
  readonly occurredAt: string;
}

export interface ChangeReader extends AsyncDisposable {
  readonly response: Response;
  /** The next block, comments included; undefined at the end of the stream. */
  readonly next: () => Promise<ReceivedEvent | undefined>;
  /** The next change; undefined at the end of the stream. Held to the contract. */
  readonly change: () => Promise<SeenChange | undefined>;
  /** What an `EventSource` would send as `Last-Event-ID`. */
  readonly lastEventId: () => string | undefined;
}

export interface ReaderOptions {
  readonly key: string;
  readonly cursor?: string | undefined;
  readonly lastEventId?: string | undefined;
}

const path = "/api/changes/stream";

/** Opens the stream. Rejects when it is answered with anything but a stream. */
export const openChanges = async (
  address: string,
  { key, cursor, lastEventId }: ReaderOptions,
): Promise<ChangeReader> => {
  const ending = new AbortController();
  const response = await fetch(`${address}${path}${cursor === undefined ? "" : `?cursor=${cursor}`}`, {
    headers: { authorization: `Bearer ${key}`, ...(lastEventId !== undefined && { "last-event-id": lastEventId }) },
    signal: ending.signal,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`${response.status} ${await response.text()}`);
  const events = readEvents(response.body);
  let last: string | undefined;
  const next = async (): Promise<ReceivedEvent | undefined> => {
    const { value } = await events.next();
    last = value?.id ?? last;
    return value ?? undefined;
  };
  const change = async (): Promise<SeenChange | undefined> => {
    for (let event = await next(); event !== undefined; event = await next()) {
      if (event.data === undefined) continue;
      const text = `event: ${event.event}\ndata: ${event.data}\n\n`;
      checkResponse({ method: "GET", path, status: 200, headers: response.headers, text });
      return JSON.parse(event.data);
    }
    return undefined;
  };
  return {
    response,
    next,
    change,
    lastEventId: () => last,
    [Symbol.asyncDispose]: async () => ending.abort(),
  };
};
