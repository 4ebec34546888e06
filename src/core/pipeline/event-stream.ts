/** Streams of server-sent events: how many, at which pace, for how long. */
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { EventStream, ServerSentEvent } from "../contract/event-stream.ts";
import { problem } from "../contract/problem.ts";
import type { Refusal } from "../http/refusal.ts";
import { onceOver } from "../sockets/connections.ts";
import { createShare } from "../sockets/share.ts";
import { callerAt } from "./rate-limit.ts";

/** Tells whether the caller of a request would be let in now. */
export type Readmission = (request: FastifyRequest) => Promise<boolean>;

export interface EventStreams {
  /** Why no stream of this client may begin now; undefined when one may. */
  readonly refusal: (request: FastifyRequest) => Refusal | undefined;
  /** Sends a stream, the rest of its answer being set. A HEAD has no body, and begins none. */
  readonly send: (
    request: FastifyRequest,
    reply: FastifyReply,
    stream: EventStream,
    readmit: Readmission,
  ) => FastifyReply;
  /** How many are open. */
  readonly count: () => number;
  /** Ends every stream, and lets none begin. */
  readonly end: () => void;
}

export interface EventStreamOptions {
  readonly maximumStreams: number;
  /** How many of them of one client: by its credential, or its IP address where none is needed. */
  readonly maximumStreamsPerClient: number;
  readonly streamHeartbeatSeconds: number;
}

const clientOf = ({ caller, ip }: FastifyRequest): string => caller?.actor ?? callerAt(ip);

/** After which a reader that was cut off comes back. */
const retryMilliseconds = 2_000;
/** After which a stream that was told to end and did not, because its reader takes nothing, is cut off. */
const endMilliseconds = 1_000;
/** A reader that takes nothing for so many heartbeats is let go: it can go on where it was. */
const heartbeatsOfPatience = 4;

const tooMany: Refusal = { failure: problem("unavailable", "As many streams are open as there may be.") };
const tooManyOfOne: Refusal = {
  failure: problem("rate-limited", "This client has as many streams open as it may."),
  headers: { "Retry-After": String(retryMilliseconds / 1_000) },
};

const begin = `retry: ${retryMilliseconds}\n\n`;
const heartbeat = ": still here\n\n";
const farewell = ": the end\n\n";

/** An event as text. JSON has no line breaks of its own. */
const textOf = ({ id, event, data }: ServerSentEvent): string =>
  [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
    "\n",
  ].join("\n");

/** What a promise resolves to, or undefined when the time is over before. */
const within = async <Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | undefined> => {
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => timeout.resolve(undefined), milliseconds);
  return Promise.race([promise, timeout.promise]).finally(() => clearTimeout(timer));
};

/** The texts of a stream, with a sign of life where there is nothing else to say for the time of a heartbeat. */
async function* textsOf(stream: EventStream, signal: AbortSignal, milliseconds: number): AsyncGenerator<string> {
  yield begin;
  const events = stream(signal)[Symbol.asyncIterator]();
  try {
    let next: ReturnType<typeof events.next> | undefined;
    while (!signal.aborted) {
      next ??= events.next();
      const result = await within(next, milliseconds);
      if (result?.done || signal.aborted) break;
      if (result !== undefined) next = undefined;
      yield result === undefined ? heartbeat : result.value.map(textOf).join("");
    }
    yield farewell;
  } finally {
    // Not awaited: events that are waited for end when the signal reaches them.
    void events.return?.().catch(() => {});
  }
}

/** One stream while it is open. */
interface OpenStream {
  /** Lets it say its last word; it is cut off when its reader does not take that. */
  readonly end: () => void;
}

/** Makes what sends the streams of a server. */
export const createEventStreams = ({
  maximumStreams,
  maximumStreamsPerClient,
  streamHeartbeatSeconds,
}: EventStreamOptions): EventStreams => {
  const heartbeatMilliseconds = streamHeartbeatSeconds * 1000;
  const opened = new Set<OpenStream>();
  const share = createShare(maximumStreamsPerClient);
  let isClosing = false;

  const open = (request: FastifyRequest, reply: FastifyReply, stream: EventStream, readmit: Readmission): Readable => {
    const client = clientOf(request);
    const ending = new AbortController();
    let refusedSince: number | undefined;
    let deadline: NodeJS.Timeout | undefined;
    // An answer that waits for others on its connection has no socket, and must not cut those off.
    const cut = (): void => void reply.raw.socket?.destroy();

    /** Keeps the time since which the reader has no room. What fails ends the stream: its reader comes back and goes on. */
    async function* pieces(): AsyncGenerator<string> {
      try {
        for await (const text of textsOf(stream, ending.signal, heartbeatMilliseconds)) {
          refusedSince = performance.now();
          yield text;
          refusedSince = undefined;
        }
      } catch (error) {
        request.log.error({ err: error }, "a stream of events failed");
      }
    }

    const current: OpenStream = {
      end: () => {
        ending.abort();
        deadline ??= setTimeout(cut, endMilliseconds).unref();
      },
    };
    const supervise = async (): Promise<void> => {
      const patience = heartbeatsOfPatience * heartbeatMilliseconds;
      if (refusedSince !== undefined && performance.now() - refusedSince > patience) cut();
      // A store that cannot be asked has nothing to tell either.
      else if (!(await readmit(request).catch(() => true))) current.end();
    };
    const timer = setInterval(supervise, heartbeatMilliseconds).unref();
    const close = (): void => {
      ending.abort();
      clearInterval(timer);
      clearTimeout(deadline);
      opened.delete(current);
      share.giveBack(client);
    };
    onceOver({ request: request.raw, response: reply.raw }, close);
    opened.add(current);
    share.take(client);
    return Readable.from(pieces(), { objectMode: false, highWaterMark: 1 });
  };

  return {
    refusal: (request) => {
      if (isClosing) return { failure: problem("unavailable", "The process is about to stop.") };
      if (share.isFull(clientOf(request))) return tooManyOfOne;
      if (opened.size >= maximumStreams) return tooMany;
      return undefined;
    },
    send: (request, reply, stream, readmit) => {
      // Proxies such as nginx would collect a stream before they hand it on.
      reply.header("X-Accel-Buffering", "no");
      const isRead = request.method !== "HEAD" && !request.raw.socket.destroyed;
      return reply.send(isRead ? open(request, reply, stream, readmit) : Readable.from([]));
    },
    count: () => opened.size,
    end: () => {
      isClosing = true;
      for (const each of opened) each.end();
    },
  };
};
