/** The end of a server. */
import type { FastifyInstance } from "fastify";

const idleIntervalMilliseconds = 100;

/** Lets every answer that is given while the door closes say that it is the last on its connection. */
export const announceShutdown = (app: FastifyInstance): void => {
  app.addHook("onSend", (_request, reply, payload, done) => {
    if (!app.server.listening) reply.header("Connection", "close");
    done(null, payload);
  });
};

/**
 * Closes the door and resolves when every accepted request is answered, at the latest when the time is up: connections
 * that are still open then, such as one that sent half a request, are cut.
 */
export const closeGracefully = async (app: FastifyInstance, timeoutSeconds: number): Promise<void> => {
  const deadline = setTimeout(() => app.server.closeAllConnections(), timeoutSeconds * 1000);
  // Node closes what is idle once, at the beginning; an answer whose head had left by then keeps its connection.
  const interval = setInterval(() => app.server.closeIdleConnections(), idleIntervalMilliseconds);
  try {
    await app.close();
  } finally {
    clearTimeout(deadline);
    clearInterval(interval);
  }
};
