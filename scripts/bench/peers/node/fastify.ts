/** Fastify as its documentation shows it: routes by hand, a schema each for what comes in and what goes out. */
import { fastify } from "fastify";
import { createUser, entityTagOf, findUser, listUsers, mayWrite, port, type User } from "./directory.ts";

const user = {
  type: "object",
  properties: { id: { type: "integer" }, name: { type: "string" }, age: { type: "integer" } },
} as const;

const newUser = {
  type: "object",
  required: ["name", "age"],
  additionalProperties: false,
  properties: {
    name: { type: "string", minLength: 1, maxLength: 200 },
    age: { type: "integer", minimum: 0, maximum: 150 },
  },
} as const;

const app = fastify();

app.get<{ Params: { id: number } }>(
  "/api/users/:id",
  {
    schema: {
      params: { type: "object", properties: { id: { type: "integer" } } },
      response: { 200: user },
    },
  },
  (request, reply) => {
    const found = findUser(request.params.id);
    if (found === undefined) return reply.code(404).send({ error: "Not Found" });
    const entityTag = entityTagOf(JSON.stringify(found));
    reply.header("ETag", entityTag);
    return request.headers["if-none-match"] === entityTag ? reply.code(304).send() : reply.send(found);
  },
);

app.get<{ Querystring: Record<string, string> }>(
  "/api/users",
  {
    schema: {
      querystring: {
        type: "object",
        properties: {
          limit: { type: "integer", minimum: 1, maximum: 500 },
          minAge: { type: "integer" },
          maxAge: { type: "integer" },
          sort: { type: "string", enum: ["id", "age"] },
        },
      },
      response: { 200: { type: "array", items: user } },
    },
  },
  (request, reply) => {
    const users = listUsers(new URLSearchParams(request.query));
    return reply.header("ETag", entityTagOf(JSON.stringify(users))).send(users);
  },
);

app.post<{ Body: Omit<User, "id"> }>(
  "/api/users",
  {
    schema: { body: newUser, response: { 201: user } },
    onRequest: (request, reply, done) => {
      if (mayWrite(request.headers.authorization)) done();
      else reply.code(401).send({ error: "Unauthorized" });
    },
  },
  (request, reply) => {
    const created = createUser(request.body);
    return reply.code(201).header("Location", `/api/users/${created.id}`).send(created);
  },
);

await app.listen({ port, host: "127.0.0.1" });
