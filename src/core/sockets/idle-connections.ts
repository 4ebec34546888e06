/** Which connections nobody waits on. */
import type { Server } from "node:http";
import type { Connection, Connections } from "./connections.ts";

/** Whether all answers have left, and nothing of another request has come. */
const isIdle = ({ socket, latest, readBytes }: Connection): boolean =>
  latest?.response.closed !== false && socket.bytesRead === readBytes;

/**
 * Makes `closeIdleConnections`, which Node calls too when a server closes, spare the answers that are on their way. Node's
 * own takes one for sent as soon as it is handed to the socket, and cuts it off. Makes `closeAllConnections` close those
 * too whose TLS has not begun, of which Node's own knows nothing.
 */
export const spareAnswersOnTheirWay = (server: Server, connections: Connections): void => {
  server.closeIdleConnections = () => {
    for (const connection of connections.all()) if (isIdle(connection)) connection.socket.destroy();
  };
  server.closeAllConnections = () => {
    for (const { socket } of connections.all()) socket.destroy();
  };
};
