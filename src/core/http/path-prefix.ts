/** The path under which clients see the service: `BASE_PATH`, and what trusted proxies say in `X-Forwarded-Prefix`. */
import type { FastifyRequest } from "fastify";
import { createTrust } from "./trusted-proxies.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What stands before the paths of the contract where the client sees them: `/service`, or empty. */
    prefix: string;
  }
}

/** As the contract bounds `Location`, which begins with it. */
const prefixLimit = 100;

/** Segments of unreserved characters (RFC 3986, section 2.3), none of which a client would resolve away. */
const segments = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/;

/** Whether a text is a path that Roster can be under. */
export const isPathPrefix = (text: string): boolean => text.length <= prefixLimit && segments.test(text);

export interface PathPrefix {
  /** Without a proxy that says another one. */
  readonly base: string;
  /** The target of a request as the contract has it. One that lacks the prefix stays: a proxy may have removed it. */
  readonly strip: (target: string) => string;
  /** The prefix that the client of a request sees. */
  readonly of: (request: FastifyRequest) => string;
}

const createStrip = (base: string): PathPrefix["strip"] => {
  if (base === "") return (target) => target;
  return (target) => {
    if (!target.startsWith(base)) return target;
    const rest = target.slice(base.length);
    if (rest.startsWith("/")) return rest;
    return rest === "" || rest.startsWith("?") ? `/${rest}` : target;
  };
};

/** Makes what knows the prefix. `proxies` are those that are trusted: addresses, ranges, and names of ranges. */
export const createPathPrefix = (base: string, proxies: readonly string[]): PathPrefix => {
  const strip = createStrip(base);
  const isTrusted = createTrust(proxies);
  const forwardedBy = ({ headers, socket }: FastifyRequest): string | undefined => {
    const { "x-forwarded-prefix": forwarded } = headers;
    const isKnown = typeof forwarded === "string" && isPathPrefix(forwarded);
    return isKnown && isTrusted(socket.remoteAddress) ? forwarded : undefined;
  };
  return {
    base,
    strip,
    of: (request) => {
      const forwarded = forwardedBy(request);
      if (forwarded === undefined) return base;
      // A proxy that removes its own prefix leaves that of Roster, or has removed both.
      const { originalUrl } = request;
      return strip(originalUrl) === originalUrl ? forwarded : forwarded + base;
    },
  };
};
