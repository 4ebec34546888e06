/** Requests that no operation answers: OPTIONS and wrong methods, by rule, and addresses that are not there. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../contract/operations.ts";
import { problem } from "../contract/problem.ts";
import { sendProblem } from "./problem-details.ts";
import { pathOf } from "./target.ts";

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Matches the addresses of a path of the contract, with or without a slash at the end. */
const matcherOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{\w+\}/)
      .map(escapeRegExp)
      .join("[^/]+")}/?$`,
  );

const withImplied = (methods: readonly string[]): string =>
  [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");

/** The `Allow` of the server as a whole, which is what `OPTIONS *` asks for (RFC 9110, section 9.3.7). */
export const allowAnywhere = (operations: readonly Operation[]): string =>
  withImplied([...new Set(operations.map(({ method }) => method))]);

/** Makes the function that tells the `Allow` of an address (RFC 9110, section 10.2.1); undefined where there is none. */
const createAllow = (operations: readonly Operation[]): ((path: string) => string | undefined) => {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const paths = [...byPath].map(([path, those]) => ({
    matcher: matcherOf(path),
    allow: withImplied(those.map(({ method }) => method)),
  }));
  const anywhere = allowAnywhere(operations);
  return (path) => {
    if (path === "*") return anywhere;
    // As the router reads it: `%75` is `u`, `%2F` is no slash.
    const readable = decodeURI(path);
    return paths.find(({ matcher }) => matcher.test(readable))?.allow;
  };
};

export type UnroutedHandler = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Makes the handler of what no operation answers. */
export const createUnroutedHandler = (operations: readonly Operation[]): UnroutedHandler => {
  const allowOf = createAllow(operations);
  return (request, reply) => {
    const allow = allowOf(pathOf(request.url));
    if (allow === undefined)
      return sendProblem(request, reply, problem("unknown-address", "Nothing has this address."));
    reply.header("Allow", allow);
    if (request.method === "OPTIONS") return reply.code(204).send();
    return sendProblem(request, reply, problem("method-not-allowed", `Here, there is ${allow}.`));
  };
};
