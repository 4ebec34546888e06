/** Connections on which the HTTP parser gave up: what is still owed is answered, then the refusal, then it is over. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { type ProblemReply, problem } from "../contract/problem.ts";
import type { CrossOriginHeaders } from "../doors/http/cross-origin.ts";
import type { LimitConnection } from "../doors/http/unrouted-limit.ts";
import { rawProblem } from "../http/problem-details.ts";
import { headTooLarge } from "../http/protocol.ts";
import { ProblemError } from "../pipeline/faults.ts";
import type { Connections, Exchange } from "../sockets/connections.ts";
import { destroyLater } from "../sockets/lingering-close.ts";

const malformed = problem("malformed-request", "The request is not well-formed HTTP.");
const unknownMethod = problem("unknown-method", "HTTP does not know this method.");

const failures: Readonly<Record<string, ProblemReply>> = {
  HPE_HEADER_OVERFLOW: headTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: problem("request-timeout", "The request did not arrive in time."),
};

/** What Node tells of a connection whose bytes make no request. */
interface ParserError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

const requestLine = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S+ HTTP\/1\.[01]\r?$/;

const originField = /^Origin:[ \t]*(\S*)[ \t]*\r?$/im;

/** The `Origin` of a request that could not be read whole, as far as it was in what came last. */
const originOf = ({ rawPacket }: ParserError): string | undefined =>
  originField.exec(rawPacket?.toString("latin1") ?? "")?.[1];

/** Whether the line that the parser stopped in is that of a request: then only its method is unknown. */
const isRequestLine = ({ rawPacket, bytesParsed = 0 }: ParserError): boolean => {
  const text = rawPacket?.toString("latin1") ?? "";
  const start = text.lastIndexOf("\n", bytesParsed - 1) + 1;
  return requestLine.test(text.slice(start, Math.max(start, text.indexOf("\n", start))));
};

const failureOf = (error: ParserError): ProblemReply =>
  error.code === "HPE_INVALID_METHOD" && isRequestLine(error)
    ? unknownMethod
    : (failures[error.code ?? ""] ?? malformed);

/** No TLS that is spoken here: plain HTTP, too old a version, a handshake without an end. */
const tlsCodes = /^ERR_(?:SSL|TLS)_/;

export interface ParserRefusal {
  /** Undefined where TLS was refused: nobody there understands an answer. */
  readonly requestId?: string;
  readonly status?: number;
  readonly problem?: string;
  /** The code of the parser, or of TLS. */
  readonly reason: string | undefined;
  /** Of whoever is at the other end of the connection, which may be a proxy. */
  readonly address: string | undefined;
}

export interface RefusedConnections {
  /** Answers CONNECT, which no proxy is here for. */
  readonly watch: (server: Server) => void;
  /** Handles `clientError`. */
  readonly refuse: (error: Error, connection: Duplex) => void;
  /** Why the rest of a request's body will not come; undefined where nothing is known against it. */
  readonly failureOf: (request: IncomingMessage) => ProblemReply | undefined;
}

export interface RefusedConnectionsOptions {
  readonly connections: Connections;
  /** What CONNECT is told that there is. */
  readonly allow: string;
  readonly crossOriginHeaders: CrossOriginHeaders;
  readonly report: (refusal: ParserRefusal, connection: Socket) => void;
  /** Counts what was sent, and tells why it is refused if there was too much of it. */
  readonly limit: LimitConnection;
}

/**
 * Makes the handlers. A request whose head was good has a route, an id and a line of the log: it is told through its
 * body's stream, and answers by itself. Anything else is answered here, after what came before it on the connection, and
 * told to `report`.
 */
export const createRefusedConnections = ({
  connections,
  allow,
  crossOriginHeaders,
  report,
  limit,
}: RefusedConnectionsOptions): RefusedConnections => {
  const refused = new WeakSet<Duplex>();
  const broken = new WeakMap<IncomingMessage, ProblemReply>();

  const answer = async (connection: Duplex, failure: ProblemReply, reason: string | undefined, headers = {}) => {
    const response = connections.of(connection)?.latest?.response;
    if (response !== undefined && !response.closed && !response.writableFinished) await once(response, "close");
    if (!connection.writable) {
      connection.destroy();
      return;
    }
    const requestId = randomUUID();
    const socket = connection as Socket;
    const { remoteAddress: address } = socket;
    const tooMany = await limit(address);
    const said = tooMany?.failure ?? failure;
    const own = { ...headers, ...tooMany?.headers };
    connection.end(rawProblem(said, { requestId, isTls: connection instanceof TLSSocket, headers: own }));
    destroyLater(connection);
    report({ requestId, status: said.status, problem: said.problem.type, reason, address }, socket);
  };

  const breakOff = ({ request, response }: Exchange, connection: Duplex, failure: ProblemReply): void => {
    if (response.headersSent) {
      // It was answered without its body; all that is left is to close.
      if (response.writableFinished) connection.destroy();
      else response.once("close", () => connection.destroy());
      return;
    }
    broken.set(request, failure);
    response.setHeader("Connection", "close");
    // Whoever reads the body already must not wait for its end; whoever does not yet will ask for the failure.
    if (request.listenerCount("error") > 0) request.emit("error", new ProblemError(failure));
  };

  return {
    watch: (server) => {
      server.on("connect", ({ headers }, connection) => {
        connection.on("error", () => connection.destroy());
        const failure = problem("method-not-allowed", `Here, there is ${allow}.`);
        void answer(connection, failure, "CONNECT", { Allow: allow, ...crossOriginHeaders(headers.origin) });
      });
    },
    refuse: (error: NodeJS.ErrnoException, connection) => {
      const isTlsRefused = tlsCodes.test(error.code ?? "");
      const socket = connection as Socket;
      if (isTlsRefused) report({ reason: error.code, address: socket.remoteAddress }, socket);
      if (isTlsRefused || error.code === "ECONNRESET" || error.code === "EPIPE") {
        connection.destroy();
        return;
      }
      // What comes after the first error is more of the same.
      if (refused.has(connection)) return;
      refused.add(connection);
      const exchange = connections.of(connection)?.latest;
      if (exchange !== undefined && !exchange.request.complete) breakOff(exchange, connection, failureOf(error));
      else void answer(connection, failureOf(error), error.code, crossOriginHeaders(originOf(error)));
    },
    failureOf: (request) => broken.get(request),
  };
};
