/** The end of a server. */
import type { FastifyInstance } from "fastify";

/**
 * Closes the door and resolves when every accepted request is answered, at the latest when the time is up: connections
 * that are still open then, such as one that sent half a request, are cut.
 */
export const closeGracefully = async (app: FastifyInstance, timeoutSeconds: number): Promise<void> => {
  const deadline = setTimeout(() => app.server.closeAllConnections(), timeoutSeconds * 1000);
  try {
    await app.close();
  } finally {
    clearTimeout(deadline);
  }
};
