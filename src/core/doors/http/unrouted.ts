/** Requests that no operation answers: OPTIONS and wrong methods, by rule, and addresses that are not there. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { mediaTypesTaken, type Operation } from "../../contract/operations.ts";
import { problem } from "../../contract/problem.ts";
import { sendProblem } from "../../http/problem-details.ts";
import { pathOf } from "../../http/target.ts";

/** Whether no operation answers a request. The router takes no text for a parameter too, and CORS has a route for every OPTIONS. */
export const isUnrouted = ({ is404, method, params }: FastifyRequest): boolean =>
  is404 || method === "OPTIONS" || Object.values(params as object).includes("");

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Matches the decoded paths that a path of the contract stands for, with or without a slash at the end. */
export const matcherOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^}]+\}/)
      .map(escapeRegExp)
      .join("[^/]+")}/?$`,
  );

const withImplied = (methods: readonly string[]): string =>
  [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");

/** The `Allow` of the server as a whole, which is what `OPTIONS *` asks for (RFC 9110, section 9.3.7). */
export const allowAnywhere = (operations: readonly Operation[]): string =>
  withImplied([...new Set(operations.map(({ method }) => method))]);

/** What a path has: its methods (RFC 9110, section 10.2.1), and the patches that it takes (RFC 5789, section 3.1). */
type Offer = { readonly Allow: string; readonly "Accept-Patch"?: string };

const offerOf = (operations: readonly Operation[]): Offer => {
  const patch = operations.find(({ method }) => method === "PATCH");
  return {
    Allow: withImplied(operations.map(({ method }) => method)),
    ...(patch && { "Accept-Patch": mediaTypesTaken(patch.requestBody).join(", ") }),
  };
};

/** Makes the function that tells what a path has; undefined where there is none. */
const createOffers = (operations: readonly Operation[]): ((path: string) => Offer | undefined) => {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const paths = [...byPath].map(([path, those]) => ({ matcher: matcherOf(path), offer: offerOf(those) }));
  const anywhere = { Allow: allowAnywhere(operations) };
  return (path) => {
    if (path === "*") return anywhere;
    // As the router reads it: `%75` is `u`, `%2F` is no slash.
    const readable = decodeURI(path);
    return paths.find(({ matcher }) => matcher.test(readable))?.offer;
  };
};

export type UnroutedHandler = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Makes the handler of what no operation answers. */
export const createUnroutedHandler = (operations: readonly Operation[]): UnroutedHandler => {
  const offerAt = createOffers(operations);
  return (request, reply) => {
    const offer = offerAt(pathOf(request.url));
    if (offer === undefined)
      return sendProblem(request, reply, problem("unknown-address", "Nothing has this address."));
    reply.headers(offer);
    if (request.method === "OPTIONS") return reply.code(204).send();
    return sendProblem(request, reply, problem("method-not-allowed", `Here, there is ${offer.Allow}.`));
  };
};
