/** Which pages of other origins may read the answers (CORS). */
import cors, { type FastifyCorsOptions } from "@fastify/cors";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** By the Fetch standard. Any other OPTIONS asks for `Allow`, and is left alone. */
const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === "OPTIONS" && headers["access-control-request-method"] !== undefined;

/** Lets pages of these origins, and no others, read the answers and send every method. No origin: CORS is off. */
export const allowOrigins = async (app: FastifyInstance, origins: readonly string[]): Promise<void> => {
  if (origins.length === 0) return;
  const optionsFor = (request: FastifyRequest): FastifyCorsOptions => {
    const origin = origins.find((each) => each === request.headers.origin) ?? false;
    return {
      origin,
      methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
      exposedHeaders: ["Changes-Cursor", "ETag", "Link", "Location", "Retry-After", "X-Request-Id"],
      preflight: isPreflight(request),
    };
  };
  await app.register(cors, { delegator: (request, callback) => callback(null, optionsFor(request)) });
};
