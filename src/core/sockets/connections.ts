/** What goes on on the connections of a server: one record of each, for all who ask, as every request has to be written down. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A connection that is open. */
export interface Connection {
  readonly socket: Socket;
  /** That of the request that came last, whose answer leaves after all others; undefined before the first. */
  readonly latest: Exchange | undefined;
  /** How much had been read when all of that request was: more than that is the beginning of another. */
  readonly readBytes: number;
}

export interface Connections {
  readonly all: () => Iterable<Connection>;
  /** How many are open. */
  readonly count: () => number;
  readonly of: (socket: Duplex) => Connection | undefined;
  readonly follow: (server: Server) => void;
  /** Lets the next request on a connection wait for a while. */
  readonly slowDown: (socket: Duplex) => void;
  /** For how many milliseconds it is to wait still. */
  readonly delayOf: (socket: Duplex) => number;
  /** Notes a request as the latest of its connection; tells which one was it before. */
  readonly note: (request: IncomingMessage, response: ServerResponse) => Exchange | undefined;
}

const slowMilliseconds = 100;

/** Calls for each connection, and once more for the TLS on top of it: to Node, these are two sockets. */
export const onConnection = (server: Server, listener: (socket: Socket) => void): void => {
  for (const event of ["connection", "secureConnection"]) server.on(event, listener);
};

/**
 * Calls once when an exchange is over: when its response is, or when its connection is, which alone tells of a response that never
 * began.
 */
export const onceOver = ({ request, response }: Exchange, listener: () => void): void => {
  const emitters = [request.socket, response];
  const end = (): void => {
    for (const emitter of emitters) emitter.off("close", end);
    listener();
  };
  for (const emitter of emitters) emitter.once("close", end);
};

/** Makes the records; there are none before a server is followed. */
export const createConnections = (): Connections => {
  const open = new Map<Duplex, { -readonly [Field in keyof Connection]: Connection[Field] }>();
  const slowUntil = new Map<Duplex, number>();
  const add = (socket: Socket): void => {
    open.set(socket, { socket, latest: undefined, readBytes: 0 });
    socket.once("close", () => {
      open.delete(socket);
      slowUntil.delete(socket);
    });
  };
  const note: Connections["note"] = (request, response) => {
    const { socket } = request;
    const connection = open.get(socket);
    if (connection === undefined) return undefined;
    const before = connection.latest;
    connection.latest = { request, response };
    connection.readBytes = socket.bytesRead;
    // A body is still to come.
    if (request.readableEnded) return before;
    response.once("close", () => {
      connection.readBytes = socket.bytesRead;
    });
    return before;
  };
  return {
    slowDown: (socket) => {
      if (open.has(socket)) slowUntil.set(socket, performance.now() + slowMilliseconds);
    },
    delayOf: (socket) => {
      const until = slowUntil.get(socket);
      if (until === undefined) return 0;
      const left = until - performance.now();
      if (left <= 0) slowUntil.delete(socket);
      return Math.max(0, left);
    },
    all: () => open.values(),
    count: () => open.size,
    of: (socket) => open.get(socket),
    note,
    // The socket beneath TLS has read the handshake by the time of the second, and never has a request of its own.
    follow: (server) => onConnection(server, add),
  };
};
