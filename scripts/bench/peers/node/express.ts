/** Express with express-openapi-validator on Roster's own contract: the usual contract-first stack in Node. */
import express, { type ErrorRequestHandler } from "express";
import { middleware } from "express-openapi-validator";
import { createUser, findUser, listUsers, mayWrite, port, type User } from "./directory.ts";

const app = express();
app.use(express.json());
app.use(
  middleware({
    apiSpec: String(process.env.CONTRACT_FILE),
    validateRequests: true,
    validateSecurity: { handlers: { apiKey: ({ headers }) => mayWrite(headers.authorization), oidc: () => false } },
  }),
);

app.get("/api/users/:userId", (request, response) => {
  const user = findUser(Number(request.params.userId));
  if (user === undefined) response.status(404).json({ error: "Not Found" });
  else response.json(user);
});

app.get("/api/users", (request, response) => {
  response.json(listUsers(new URLSearchParams(request.query)));
});

app.post("/api/users", (request, response) => {
  const user = createUser(request.body as Omit<User, "id">);
  response.status(201).location(`/api/users/${user.id}`).json(user);
});

const answerError: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.status ?? 500).json({ error: error.message, errors: error.errors });
};
app.use(answerError);

app.listen(port, "127.0.0.1");
