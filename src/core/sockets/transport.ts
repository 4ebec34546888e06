/** What Node's server beneath Fastify is told: limits, and TLS where there is a certificate. HTTP/1.1 is all it speaks. */
import type { Server } from "node:http";
import type { FastifyHttpOptions } from "fastify";
import { headLimitBytes } from "../http/protocol.ts";
import { type CertificatePair, secureContextOf } from "./certificate.ts";

export interface TransportOptions {
  /** How long a whole request may take to arrive. */
  readonly requestTimeoutSeconds: number;
  /** Undefined: plain HTTP. */
  readonly certificate: CertificatePair | undefined;
}

/** How long the head alone may take, or the handshake before it: nobody types it. */
const headersTimeoutSeconds = 10;
const connectionsCheckingIntervalSeconds = 1;

/** The options, by the name that Fastify has for them. */
export const transportOf = ({
  requestTimeoutSeconds,
  certificate,
}: TransportOptions): Pick<FastifyHttpOptions<Server>, "http"> => {
  const headersTimeout = Math.min(headersTimeoutSeconds, requestTimeoutSeconds) * 1000;
  const http = {
    maxHeaderSize: headLimitBytes,
    headersTimeout,
    connectionsCheckingInterval: connectionsCheckingIntervalSeconds * 1000,
    // Node's own answer is a bare 400; protocolProblem says it as a problem.
    requireHostHeader: false,
    // A request that announces no body has ended before anybody reads it, which spares the events of its end (`body-reading.ts`).
    optimizeEmptyRequests: true,
  };
  if (certificate === undefined) return { http };
  // To Fastify's types these are two kinds of server; the door needs only what both have.
  return { https: { ...http, ...secureContextOf(certificate), handshakeTimeout: headersTimeout } } as object;
};
