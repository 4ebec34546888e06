/** Which connections nobody waits on. */
import type { Server } from "node:http";
import type { Socket } from "node:net";

interface Use {
  /** Requests whose answer has not left yet. */
  unanswered: number;
  /** How much had been read when the last answer left: more than that is the beginning of a request. */
  readBytes: number;
}

/**
 * Makes `closeIdleConnections`, which Node calls too when a server closes, spare the answers that are on their way. Node's
 * own takes one for sent as soon as it is handed to the socket, and cuts it off. Makes `closeAllConnections` close those
 * too whose TLS has not begun, of which Node's own knows nothing.
 */
export const spareAnswersOnTheirWay = (server: Server): void => {
  const uses = new Map<Socket, Use>();
  const follow = (socket: Socket): void => {
    uses.set(socket, { unanswered: 0, readBytes: 0 });
    socket.once("close", () => uses.delete(socket));
  };
  server.on("connection", follow);
  // A second socket on top of the first. The first has read its handshake by then, and is never idle by itself again.
  server.on("secureConnection", follow);
  server.on("request", ({ socket }, response) => {
    const use = uses.get(socket);
    if (use === undefined) return;
    use.unanswered += 1;
    response.once("close", () => {
      use.unanswered -= 1;
      use.readBytes = socket.bytesRead;
    });
  });
  server.closeIdleConnections = () => {
    for (const [socket, { unanswered, readBytes }] of uses) {
      if (unanswered === 0 && socket.bytesRead === readBytes) socket.destroy();
    }
  };
  server.closeAllConnections = () => {
    for (const socket of uses.keys()) socket.destroy();
  };
};
