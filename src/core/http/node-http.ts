/**
 * What Roster calls of node:http itself. An import of it asks for each of its exports, one of which is a WebSocket, so that
 * Node loads an HTTP client as well: 15 MB.
 */
export const { STATUS_CODES, validateHeaderName, validateHeaderValue } = process.getBuiltinModule("node:http");
