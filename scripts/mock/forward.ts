import { request as ask, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";

/** Where a request is sent on to, and how. */
export interface Forwarding {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: OutgoingHttpHeaders;
  /** What the response has, unless it has that itself. */
  readonly defaults?: Readonly<Record<string, string>>;
}

/** Sends a request on, and its response back; breaks the connection where there is none. */
export const forward = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { url, method, headers, defaults }: Forwarding,
): void => {
  const forwarded = ask(url, { method, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 502, { ...defaults, ...response.headers });
    response.pipe(outgoing);
  });
  forwarded.on("error", () => outgoing.destroy());
  incoming.pipe(forwarded);
};
