/** Opening the door, with errors that say the way out. */

import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { StartError } from "../start-error.ts";

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** The door cannot be opened. The message is one line that says why, and what to do. */
class ListenError extends StartError {
  override readonly name = "ListenError";

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

const otherPort = (port: number): number => (port === 8080 ? 8081 : 8080);

const explanations: Readonly<Record<string, (endpoint: Endpoint) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `Port ${port} on ${host} is taken (on macOS, AirPlay Receiver holds port 5000). ` +
    `Choose another one: npm start -- --port ${otherPort(port)}`,
  EACCES: ({ port }) => `Port ${port} is not allowed to this user. Choose one above 1023: npm start -- --port 8080`,
  EADDRNOTAVAIL: ({ host }) => `HOST ${host} is no address of this machine.`,
  ENOTFOUND: ({ host }) => `HOST ${host} is no name that this machine knows.`,
};

/**
 * For this one name, Fastify listens on every address that it has, with a server each, of which only the first is the door:
 * the others would know nothing of its rules for connections, nor of a renewed certificate.
 */
const oneAddressOf = async (host: string): Promise<string> =>
  host === "localhost" ? (await lookup(host)).address : host;

const probeMilliseconds = 1_000;

/**
 * Whether somebody else answers `localhost` at this port by IPv6. A listener on `::` leaves 127.0.0.1 to others, and is what a browser
 * may reach first (macOS has AirPlay Receiver on port 5000).
 */
const isTakenByIpv6 = async (port: number): Promise<boolean> => {
  const socket = connect({ host: "::1", port, timeout: probeMilliseconds });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.once("connect", () => resolve(true));
  for (const event of ["error", "timeout"]) socket.once(event, () => resolve(false));
  return promise.finally(() => socket.destroy());
};

/** What to say of a port that `localhost` leads to somebody else at; undefined where there is nothing to say. */
export const misleadingPort = async ({ host, port }: Endpoint): Promise<string | undefined> => {
  // Any other address is not what `localhost` stands for, or is IPv6 itself.
  const isIpv4Loopback = host === "127.0.0.1" || host === "localhost";
  if (port === 0 || !isIpv4Loopback || !(await isTakenByIpv6(port))) return undefined;
  return (
    `Something else listens on port ${port} by IPv6, and http://localhost:${port} may lead to it (on macOS, AirPlay Receiver ` +
    `holds port 5000). Use http://127.0.0.1:${port}, or choose another port: npm start -- --port ${otherPort(port)}`
  );
};

/** Listens and resolves to the address, such as `http://127.0.0.1:5000`. Rejects with a ListenError. */
export const listen = async (app: FastifyInstance, endpoint: Endpoint): Promise<string> => {
  try {
    return await app.listen({
      host: await oneAddressOf(endpoint.host),
      port: endpoint.port,
      listenTextResolver: (address) => `Roster listens at ${address}, its documentation is at ${address}/docs`,
    });
  } catch (error) {
    const explain = explanations[(error as NodeJS.ErrnoException).code ?? ""];
    if (explain === undefined) throw error;
    throw new ListenError(explain(endpoint), error);
  }
};
