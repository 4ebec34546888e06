/** Opening the door, with errors that say the way out. */
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

/** Listens and resolves to the address, such as `http://127.0.0.1:5000`. Rejects with a ListenError. */
export const listen = async (app: FastifyInstance, endpoint: Endpoint): Promise<string> => {
  try {
    return await app.listen({
      ...endpoint,
      listenTextResolver: (address) => `Roster listens at ${address}, its documentation is at ${address}/docs`,
    });
  } catch (error) {
    const explain = explanations[(error as NodeJS.ErrnoException).code ?? ""];
    if (explain === undefined) throw error;
    throw new ListenError(explain(endpoint), error);
  }
};
