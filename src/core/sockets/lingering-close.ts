/** Closing connections on which the caller still sends. */
import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Connections, onConnection } from "./connections.ts";

/** How long what still comes is thrown away, for the answer to be read. */
const lingerMilliseconds = 1_000;

/** Destroys a connection that was ended, a while later: closing with bytes unread would reset it, its answer with it. */
export const destroyLater = (connection: Duplex): void => {
  const timer = setTimeout(() => connection.destroy(), lingerMilliseconds).unref();
  connection.once("close", () => clearTimeout(timer));
};

/** Ends a connection, and throws away what still comes: it is not parsed, so no request that follows is carried out. */
const endLingering = (connection: Socket): void => {
  // Somebody who listens is what makes Node's parser let go of the connection; then the parser's own listener goes too.
  connection.on("data", () => {});
  const [parser] = connection.listeners("data");
  connection.off("data", parser as () => void);
  connection.resume();
  connection.end();
  destroyLater(connection);
};

/**
 * Makes the last answer on a connection reach a caller who is still sending the body that it is about (RFC 9112, section
 * 9.6). Node closes at once, and the caller may see a broken connection and no answer.
 */
export const closeLingering = (server: Server, connections: Connections): void => {
  onConnection(server, (socket) => {
    const destroySoon = socket.destroySoon.bind(socket);
    socket.destroySoon = () =>
      connections.of(socket)?.latest?.request.complete === false ? endLingering(socket) : destroySoon();
  });
};
