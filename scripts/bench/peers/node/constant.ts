/** node:http and two answers that are known before anybody asks: what is left when an answer costs nothing. */
import { createServer } from "node:http";
import { findUser, listUsers, port } from "./directory.ts";

const answers = new Map(
  Object.entries({
    "/api/users/7": findUser(7),
    "/api/users?limit=20": listUsers(new URLSearchParams("limit=20")),
  }).map(([path, value]) => [path, Buffer.from(JSON.stringify(value))]),
);

createServer((request, response) => {
  const body = answers.get(request.url ?? "");
  response.writeHead(body === undefined ? 404 : 200, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": body?.length ?? 0,
  });
  response.end(body);
}).listen(port, "127.0.0.1");
