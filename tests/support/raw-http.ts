/** HTTP/1.1 by hand: exactly these bytes on a socket, in these pieces, and what comes back. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { checkResponse } from "./roster.ts";

export interface RawResponse {
  readonly statusLine: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface RawConnection extends AsyncDisposable {
  /** Sends bytes; resolves when they left this process. Sending to a closed connection is no error: the answer tells. */
  readonly send: (bytes: string | Uint8Array) => Promise<void>;
  /** Says that no more will be sent; answers can still come. */
  readonly end: () => void;
  /**
   * The next whole answer; of a stream of events, its beginning. One to HEAD has no body, whatever its head says. Rejects
   * when the connection closes before the answer is whole.
   */
  readonly response: (method?: string) => Promise<RawResponse>;
  /** Resolves when the server has closed the connection, to whatever came that was not taken as an answer. */
  readonly closed: Promise<string>;
  /** Whether the server has closed the connection. */
  readonly isClosed: () => boolean;
  /** The code of the error that broke the connection, such as `ECONNRESET`; undefined where none did. */
  readonly failure: () => string | undefined;
  /** Breaks the connection, as a caller does whose machine has gone. */
  readonly reset: () => void;
}

interface Head {
  readonly statusLine: string;
  readonly status: number;
  readonly headers: Headers;
  /** Where the body begins. */
  readonly end: number;
}

const headOf = (text: string): Head | undefined => {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const [statusLine = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) throw new Error(`This is no header: ${JSON.stringify(line)}`);
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1];
  if (status === undefined) throw new Error(`This is no status line: ${JSON.stringify(statusLine)}`);
  return { statusLine, status: Number(status), headers, end: end + 4 };
};

/** A body in chunks, from its first to its last byte; undefined while it is not whole. */
const dechunk = (text: string): { readonly body: string; readonly length: number } | undefined => {
  let body = "";
  for (let position = 0; ; ) {
    const lineEnd = text.indexOf("\r\n", position);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(text.slice(position, lineEnd), 16);
    const start = lineEnd + 2;
    if (text.length < start + size + 2) return undefined;
    body += text.slice(start, start + size);
    position = start + size + 2;
    if (size === 0) return { body, length: position };
  }
};

/** As much of a body in chunks as is there: a stream of events has no end. */
const wholeChunks = (text: string): { readonly body: string; readonly length: number } => {
  let body = "";
  for (let position = 0; ; ) {
    const lineEnd = text.indexOf("\r\n", position);
    const size = Number.parseInt(text.slice(position, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (lineEnd === -1 || text.length < end) return { body, length: position };
    body += text.slice(lineEnd + 2, end - 2);
    position = end;
    if (size === 0) return { body, length: position };
  }
};

/** The answer that a text begins with, and its length; undefined while it is not whole. Bytes are characters here. */
const takeResponse = (text: string, method: string): (RawResponse & { readonly length: number }) | undefined => {
  const head = headOf(text);
  if (head === undefined) return undefined;
  const rest = text.slice(head.end);
  const finish = (body: string, length: number) => ({
    statusLine: head.statusLine,
    status: head.status,
    headers: head.headers,
    text: Buffer.from(body, "latin1").toString("utf8"),
    length: head.end + length,
  });
  if (method === "HEAD" || head.status === 204 || head.status === 304 || head.status < 200) return finish("", 0);
  if (head.headers.get("content-type")?.startsWith("text/event-stream")) {
    const beginning = wholeChunks(rest);
    return beginning.body.includes("\n\n") ? finish(beginning.body, beginning.length) : undefined;
  }
  if (head.headers.get("transfer-encoding") === "chunked") {
    const chunks = dechunk(rest);
    return chunks && finish(chunks.body, chunks.length);
  }
  const length = Number(head.headers.get("content-length") ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error(`The answer does not say how long it is: ${head.statusLine}`);
  return rest.length < length ? undefined : finish(rest.slice(0, length), length);
};

/** A port of this machine; with a certificate that is believed, over TLS. */
export type Endpoint = number | { readonly port: number; readonly ca: string };

const open = async (endpoint: Endpoint, reads: boolean): Promise<Socket> => {
  const there = { host: "127.0.0.1", allowHalfOpen: true, noDelay: true };
  const isPlain = typeof endpoint === "number";
  const socket = isPlain ? connect({ ...there, port: endpoint }) : connectTls({ ...there, ...endpoint });
  if (!reads) socket.pause();
  await once(socket, isPlain ? "connect" : "secureConnect");
  return socket;
};

/** Opens a connection; one that does not read takes nothing of what comes. */
export const connectTo = async (endpoint: Endpoint, { reads = true } = {}): Promise<RawConnection> => {
  const socket = await open(endpoint, reads);
  let received = "";
  let isClosed = false;
  const news = new EventTarget();
  const closing = Promise.withResolvers<string>();
  const tell = (): void => void news.dispatchEvent(new Event("news"));
  const receive = (bytes: Buffer): void => {
    received += bytes.toString("latin1");
    tell();
  };
  if (reads) socket.on("data", receive);
  // A reset shows as the end of the connection too, which is what most tests ask for.
  let failure: string | undefined;
  socket.on("error", (error: NodeJS.ErrnoException) => {
    failure = error.code;
  });
  const close = (): void => {
    isClosed = true;
    closing.resolve(received);
    tell();
  };
  socket.on("end", close);
  socket.on("close", close);

  const response = async (method = "GET"): Promise<RawResponse> => {
    for (;;) {
      const taken = takeResponse(received, method);
      if (taken !== undefined) {
        received = received.slice(taken.length);
        const { length: _, ...answer } = taken;
        return answer;
      }
      if (isClosed) throw new Error(`The connection was closed after ${JSON.stringify(received.slice(0, 500))}`);
      await once(news, "news");
    }
  };

  return {
    send: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
    end: () => void socket.end(),
    response,
    closed: closing.promise.then(() => received),
    isClosed: () => isClosed,
    failure: () => failure,
    reset: () => void socket.resetAndDestroy(),
    [Symbol.asyncDispose]: async () => {
      socket.destroy();
      if (!socket.closed) await once(socket, "close");
    },
  };
};

export interface Exchange extends RawResponse {
  /** Whether the server closes the connection after this answer: it says so, and a test that awaits `closed` sees it. */
  readonly closes: boolean;
}

const requestLine = /^([A-Z]+) (\/\S*) HTTP\/1\.[01]\r\n/;

/**
 * Sends the pieces on a connection of their own and gives the one answer, held to the contract: to the operation `heldTo`,
 * such as `GET /livez`, by itself the one that the first line names. When the answer says that the connection is closed,
 * this waits until it is, and fails when more comes.
 */
export const exchange = async (
  endpoint: Endpoint,
  pieces: string | Uint8Array | readonly (string | Uint8Array)[],
  heldTo?: string,
): Promise<Exchange> => {
  await using connection = await connectTo(endpoint);
  const all = typeof pieces === "string" || pieces instanceof Uint8Array ? [pieces] : pieces;
  const firstLine = requestLine.exec(Buffer.from(all[0] ?? "").toString("latin1"));
  const [method = "", path = ""] = heldTo?.split(" ") ?? firstLine?.slice(1) ?? ["GET", "/livez"];
  for (const piece of all) await connection.send(piece);
  const response = await connection.response(method);
  checkResponse({ method, path, ...response });
  const closes = response.headers.get("connection") === "close";
  if (closes) {
    const surplus = await connection.closed;
    if (surplus !== "") throw new Error(`After the answer came ${JSON.stringify(surplus)}`);
  }
  return { ...response, closes };
};

/** A request as text: its first line, its headers, and a body that is as long as they say. */
export const requestText = (firstLine: string, headers: readonly string[] = [], body = ""): string =>
  [firstLine, "Host: roster", ...headers, "", body].join("\r\n");
