/** Opening the door, with errors that say the way out. */
import { lookup } from "node:dns/promises";
import type { FastifyInstance } from "fastify";

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** The door cannot be opened. The message is one line that says why, and what to do. */
export class ListenError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = "ListenError";
  }
}

const explanations: Readonly<Record<string, (endpoint: Endpoint) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `Port ${port} on ${host} is taken (on macOS, AirPlay Receiver holds port 5000). ` +
    `Choose another one: npm start -- --port ${port === 8080 ? 8081 : 8080}`,
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
