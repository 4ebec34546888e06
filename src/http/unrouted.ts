/** Requests that no operation answers: OPTIONS and wrong methods, by rule, and addresses that are not there. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../contract/operations.ts";
import { problem } from "../contract/problem.ts";
import { pathOf, sendProblem } from "./problem-details.ts";

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

/** Makes the function that tells the `Allow` of an address (RFC 9110, section 10.2.1); undefined where there is none. */
const createAllow = (operations: readonly Operation[]): ((path: string) => string | undefined) => {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const paths = [...byPath].map(([path, those]) => ({
    matcher: matcherOf(path),
    allow: withImplied(those.map(({ method }) => method)),
  }));
  return (path) => paths.find(({ matcher }) => matcher.test(path))?.allow;
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
