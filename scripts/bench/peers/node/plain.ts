/** node:http, SQLite and JSON.stringify by hand, with no framework between them. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createUser, entityTagOf, findUser, isUser, listUsers, mayWrite, port } from "./directory.ts";

const send = (response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void => {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
};

const sendWithTag = (request: IncomingMessage, response: ServerResponse, value: unknown): void => {
  const entityTag = entityTagOf(JSON.stringify(value));
  if (request.headers["if-none-match"] === entityTag) response.writeHead(304, { ETag: entityTag }).end();
  else send(response, 200, value, { ETag: entityTag });
};

const receive = (request: IncomingMessage, response: ServerResponse): void => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    let value: unknown;
    try {
      value = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    } catch {}
    if (isUser(value)) {
      const user = createUser(value);
      send(response, 201, user, { Location: `/api/users/${user.id}` });
    } else send(response, 400, { error: "Bad Request" });
  });
};

createServer((request, response) => {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  if (path === "/api/users" && request.method === "GET") {
    sendWithTag(request, response, listUsers(new URLSearchParams(query)));
  } else if (path === "/api/users" && request.method === "POST") {
    if (mayWrite(request.headers.authorization)) receive(request, response);
    else send(response, 401, { error: "Unauthorized" });
  } else {
    const user = path.startsWith("/api/users/") ? findUser(Number(path.slice("/api/users/".length))) : undefined;
    if (user === undefined) send(response, 404, { error: "Not Found" });
    else sendWithTag(request, response, user);
  }
}).listen(port, "127.0.0.1");
