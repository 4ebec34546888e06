/** One request as the load sends it: `fetch` would add headers of its own, such as `Cache-Control: no-cache` to a condition. */
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { LoadRequest } from "./cases.ts";

/** Where a subject is, and what it takes for a credential. */
export interface Target {
  readonly address: string;
  readonly key: string;
}

export interface Answer {
  readonly status: number;
  readonly entityTag: string | undefined;
  readonly location: string | undefined;
  readonly text: string;
}

/** The headers of a request; a condition has the ETag that is given. */
export const headersOf = (
  request: LoadRequest,
  { key }: Target,
  entityTag: string | undefined,
): Readonly<Record<string, string>> => ({
  ...(request.body !== undefined && { "Content-Type": "application/json" }),
  ...(request.authorised && { Authorization: `Bearer ${key}` }),
  ...(request.conditional && entityTag !== undefined && { "If-None-Match": entityTag }),
});

/** Sends a request on a connection of its own. */
export const ask = async (target: Target, request: LoadRequest, entityTag?: string): Promise<Answer> => {
  const sent = httpRequest(`${target.address}${request.path}`, {
    method: request.method,
    headers: headersOf(request, target, entityTag),
    agent: false,
  });
  sent.end(request.body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const { etag, location } = response.headers;
  return { status: response.statusCode ?? 0, entityTag: etag, location, text: await text(response) };
};
