/** Requests that come on a connection before the responses to those before them have left (RFC 9112, section 9.3.2). */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Buffers } from "./buffers.ts";
import type { Connections, Exchange } from "./connections.ts";

/** About what a request takes that waits: Node's objects for it and for its response, and its head (measured with 12,000). */
const waitingRequestBytes = 6_144;

/**
 * Lets go of the requests that are still in what was read from a connection that is destroyed. Node would make them all, and keep
 * them until the connection has closed: with 200 connections and 2,000 requests on each, 434 MiB (Node 26.10).
 */
const stopParsing = (socket: Socket): void => {
  const { parser } = socket as Socket & { parser?: { onIncoming: () => number } | null };
  if (parser) parser.onIncoming = () => 0;
};

/** So many are read before reading pauses: while it does, nobody notices that the client hangs up. */
const readAhead = 8;

export interface PipeliningOptions {
  readonly connections: Connections;
  readonly buffers: Buffers;
  /** A connection was closed, because too much waits on all of them. */
  readonly onExcess: () => void;
}

interface Waiting extends Exchange {
  readonly release: () => void;
}

/**
 * Lets the requests of a connection begin one after the other, each when the response before it has left: a client that sends and
 * does not read makes no work, takes no memory but for what it has sent, and is not read from while several of its requests wait. To
 * be called when all listeners for requests are there.
 */
export const beginInTurn = (server: Server, { connections, buffers, onExcess }: PipeliningOptions): void => {
  const listeners = server.listeners("request") as RequestListener[];
  const queues = new WeakMap<Socket, Waiting[]>();

  const begin = (request: IncomingMessage, response: ServerResponse): void => {
    for (const listener of listeners) listener(request, response);
  };

  const drop = (queue: Waiting[]): void => {
    for (const { release } of queue.splice(0)) release();
  };

  const beginNext = (socket: Socket, queue: Waiting[]): void => {
    const delay = connections.delayOf(socket);
    if (delay > 0) {
      setTimeout(beginNext, delay, socket, queue);
      return;
    }
    // After a last response, nobody would be answered.
    if (!socket.writable) drop(queue);
    const next = queue.shift();
    if (next === undefined) return;
    next.release();
    if (queue.length < readAhead) socket.resume();
    if (queue.length > 0) next.response.once("close", () => beginNext(socket, queue));
    begin(next.request, next.response);
  };

  const queueOf = (socket: Socket): Waiting[] => {
    const known = queues.get(socket);
    if (known !== undefined) return known;
    const queue: Waiting[] = [];
    queues.set(socket, queue);
    socket.once("close", () => drop(queue));
    // Node itself resumes after each request that it has read.
    socket.on("resume", () => {
      if (queue.length >= readAhead) socket.pause();
    });
    return queue;
  };

  const wait = (socket: Socket, before: Exchange | undefined, exchange: Exchange): void => {
    const queue = queueOf(socket);
    if (!buffers.hasRoomFor(waitingRequestBytes)) {
      // What it holds counts until it is closed: Node keeps it for as long.
      onExcess();
      socket.destroy();
      return;
    }
    queue.push({ ...exchange, release: buffers.hold(socket, exchange.request, waitingRequestBytes) });
    if (queue.length >= readAhead) socket.pause();
    // Those behind the first begin one after the other.
    if (queue.length > 1) return;
    if (before?.response.closed === false) before.response.once("close", () => beginNext(socket, queue));
    else beginNext(socket, queue);
  };

  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const { socket } = request;
    const before = connections.note(request, response);
    if (socket.destroyed) return stopParsing(socket);
    const isFree = before === undefined || before.response.closed;
    if (isFree && connections.delayOf(socket) === 0) begin(request, response);
    else wait(socket, before, { request, response });
  });
};
