/** Which pages of other origins may read the answers (CORS). */
import cors, { type FastifyCorsOptions } from "@fastify/cors";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Operation } from "../contract/operations.ts";

/** By the Fetch standard. Any other OPTIONS asks for `Allow`, and is left alone. */
const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === "OPTIONS" && headers["access-control-request-method"] !== undefined;

/** How long a browser may keep the answer to a preflight; Chromium keeps none for longer. */
const maxAgeSeconds = 7_200;

/**
 * Lets pages of these origins, and no others, read the answers and send what the operations take. No origin: CORS is off.
 */
export const allowOrigins = async (
  app: FastifyInstance,
  origins: readonly string[],
  operations: readonly Operation[],
): Promise<void> => {
  if (origins.length === 0) return;
  const methods = [...new Set(["HEAD", ...operations.map(({ method }) => method)])];
  const optionsFor = (request: FastifyRequest): FastifyCorsOptions => {
    const origin = origins.find((each) => each === request.headers.origin) ?? false;
    return {
      origin,
      methods,
      exposedHeaders: [
        "Changes-Cursor",
        "ETag",
        "Idempotent-Replayed",
        "Link",
        "Location",
        "RateLimit",
        "RateLimit-Policy",
        "Retry-After",
        "X-Request-Id",
      ],
      maxAge: maxAgeSeconds,
      preflight: isPreflight(request),
    };
  };
  await app.register(cors, { delegator: (request, callback) => callback(null, optionsFor(request)) });
};
