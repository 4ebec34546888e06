/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), as a handler answers with them. */

export const eventStreamMediaType = "text/event-stream";

/** One event. Without `data` nobody is told of it, and its `id` is remembered. */
export interface ServerSentEvent {
  /** What a reader sends back as `Last-Event-ID`; without a line break. */
  readonly id?: string;
  /** The name, which the contract has in `x-events`; without a line break. */
  readonly event?: string;
  /** Sent as JSON. */
  readonly data?: unknown;
}

/**
 * Begins the events when the door is ready to send them. The door takes the next ones when the reader has room for them, and
 * aborts the signal when it takes no more: they then end soon.
 */
export type EventStream = (signal: AbortSignal) => AsyncIterable<readonly ServerSentEvent[]>;
