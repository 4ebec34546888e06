/** Which pages of other origins may read the responses (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol). */
import cors, { type FastifyCorsOptions } from "@fastify/cors";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Operation } from "../../contract/operations.ts";

/** The headers of CORS in every response to a request from this origin; none where CORS is off. */
export type CrossOriginHeaders = (origin: string | undefined) => Readonly<Record<string, string>>;

/** Beside those of the operations: what any response may have. */
const exposedAnywhere = ["Accept", "Accept-Encoding", "Accept-Patch", "Allow", "RateLimit", "RateLimit-Policy"];

/** What a page may always read: https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name. */
const readableAnyway = ["Cache-Control", "Content-Language", "Content-Length", "Content-Type", "Expires", "Pragma"];

/** The headers that the contract's responses have, for a page to read. */
const exposedHeadersOf = (operations: readonly Operation[]): string => {
  const declared = operations.flatMap(({ responses }) =>
    [...responses.values()].flatMap(({ headers = {} }) => Object.keys(headers)),
  );
  const names = new Set([...declared, ...exposedAnywhere]);
  return [...names]
    .filter((name) => !readableAnyway.includes(name))
    .toSorted()
    .join(", ");
};

/** Makes the function that tells the headers. Caches are told in any case that the origin matters. */
export const createCrossOriginHeaders = (
  origins: readonly string[],
  operations: readonly Operation[],
): CrossOriginHeaders => {
  if (origins.length === 0) return () => ({});
  const foreign = { vary: "Origin" };
  const allowed = { ...foreign, "access-control-expose-headers": exposedHeadersOf(operations) };
  const byOrigin = new Map(origins.map((origin) => [origin, { ...allowed, "access-control-allow-origin": origin }]));
  return (origin) => byOrigin.get(origin ?? "") ?? foreign;
};

/** By the Fetch standard. Any other OPTIONS asks for `Allow`, and is left alone. */
const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === "OPTIONS" && headers["access-control-request-method"] !== undefined;

/** How long a browser may keep the response to a preflight; Chromium keeps none for longer. */
const maxAgeSeconds = 7_200;

/** Answers preflights from these origins: pages there may send what the operations take. No origin: CORS is off. */
export const answerPreflights = async (
  app: FastifyInstance,
  origins: readonly string[],
  operations: readonly Operation[],
): Promise<void> => {
  if (origins.length === 0) return;
  const methods = [...new Set(["HEAD", ...operations.map(({ method }) => method)])];
  const optionsFor = (request: FastifyRequest): FastifyCorsOptions => ({
    // The headers of any other response are set before.
    origin: (isPreflight(request) && origins.find((each) => each === request.headers.origin)) || false,
    methods,
    maxAge: maxAgeSeconds,
    preflight: isPreflight(request),
  });
  await app.register(cors, { delegator: (request, callback) => callback(null, optionsFor(request)) });
};
