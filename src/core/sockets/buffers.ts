/** The memory that waits for connections: requests that are not begun, bodies, and responses that a client does not read. */
import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

export interface Buffers {
  /**
   * Counts bytes that something takes for a connection, until the returned function is called. What several connections wait for
   * counts once.
   */
  readonly hold: (connection: Duplex, thing: object, bytes: number) => () => void;
  /** The same until a response has left, or its connection is closed. */
  readonly holdFor: (response: ServerResponse, thing: object, bytes: number) => void;
  /** Counts what a response that was handed to its connection still takes there. */
  readonly holdUnsent: (response: ServerResponse) => void;
  readonly hasRoomFor: (bytes: number) => boolean;
  /** All that is counted now. */
  readonly bytes: () => number;
}

export interface BuffersOptions {
  readonly limitBytes: number;
  /** A connection was closed, because too much waited for all of them. */
  readonly onCut: () => void;
}

interface Held {
  readonly bytes: number;
  connections: number;
}

interface Holder {
  /** `performance.now()` */
  readonly since: number;
  readonly things: Set<object>;
}

/** How much of the limit is left in use after connections were closed, so that this is not done for each byte. */
const shareAfterCut = 3 / 4;

/**
 * Makes the account. When more than the limit waits, the connections that hold the most for the longest time (bytes × time) are
 * closed: one slow client with a large response, or many that read nothing.
 */
export const createBuffers = ({ limitBytes, onCut }: BuffersOptions): Buffers => {
  const held = new Map<object, Held>();
  const holders = new Map<Duplex, Holder>();
  let total = 0;

  const release = (connection: Duplex, thing: object): void => {
    const holder = holders.get(connection);
    const entry = held.get(thing);
    if (entry === undefined || !holder?.things.delete(thing)) return;
    if (holder.things.size === 0) holders.delete(connection);
    entry.connections -= 1;
    if (entry.connections > 0) return;
    held.delete(thing);
    total -= entry.bytes;
  };

  const weightOf = ({ since, things }: Holder, now: number): number => {
    let bytes = 0;
    for (const thing of things) {
      const entry = held.get(thing);
      if (entry !== undefined) bytes += entry.bytes / entry.connections;
    }
    return bytes * (1 + now - since);
  };

  const cut = (): void => {
    const now = performance.now();
    const heaviestFirst = [...holders]
      .map(([connection, holder]) => ({ connection, holder, weight: weightOf(holder, now) }))
      .toSorted((one, other) => other.weight - one.weight);
    for (const { connection, holder } of heaviestFirst) {
      if (total <= limitBytes * shareAfterCut) return;
      for (const thing of [...holder.things]) release(connection, thing);
      connection.destroy();
      onCut();
    }
  };

  const hold: Buffers["hold"] = (connection, thing, bytes) => {
    const entry = held.get(thing) ?? { bytes, connections: 0 };
    const holder = holders.get(connection) ?? { since: performance.now(), things: new Set() };
    if (!holder.things.has(thing)) {
      if (entry.connections === 0) total += bytes;
      entry.connections += 1;
      held.set(thing, entry);
      holders.set(connection, holder);
      holder.things.add(thing);
    }
    if (total > limitBytes) cut();
    return () => release(connection, thing);
  };

  const holdFor: Buffers["holdFor"] = (response, thing, bytes) => {
    const { socket } = response;
    // One that is closed tells it no more.
    if (socket !== null && !response.closed) response.once("close", hold(socket, thing, bytes));
  };

  return {
    hold,
    holdFor,
    holdUnsent: (response) => {
      const waiting = response.socket?.writableLength ?? 0;
      if (waiting > 0) holdFor(response, response, waiting);
    },
    hasRoomFor: (bytes) => total + bytes <= limitBytes,
    bytes: () => total,
  };
};
