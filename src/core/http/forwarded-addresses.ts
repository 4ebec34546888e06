/** The addresses that proxies tell in `X-Forwarded-For`, for Fastify to choose the caller's from. */
import type { Server } from "node:http";
import { isIP } from "node:net";
import { elementsOf } from "./list-field.ts";

/** Some proxies add the port. */
const withPort = /^\[(?<bracketed>[^\]]*)\](?::\d+)?$|^(?<bare>[\d.]+):\d+$/;

const addressOf = (text: string): string | undefined => {
  const { bracketed, bare } = withPort.exec(text)?.groups ?? {};
  const address = bracketed ?? bare ?? text;
  return isIP(address) === 0 ? undefined : address;
};

/** The addresses that are told last, and so by the nearest proxies, up to the first that is none. */
const lastAddressesOf = (header: string): string => {
  const addresses = elementsOf(header).map(addressOf);
  return addresses.slice(addresses.lastIndexOf(undefined) + 1).join(", ");
};

/**
 * Cuts `X-Forwarded-For` down to addresses before Fastify reads it, which would take any text for one: a caller behind a
 * proxy that hands on what it got would have a new address for each request.
 */
export const keepOnlyAddresses = (server: Server): void => {
  server.prependListener("request", ({ headers }) => {
    const forwarded = headers["x-forwarded-for"];
    if (typeof forwarded === "string") headers["x-forwarded-for"] = lastAddressesOf(forwarded);
  });
};
