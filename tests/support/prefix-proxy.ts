/** A reverse proxy that has Roster under a path of its own, which it removes and reports in `X-Forwarded-Prefix`. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { forward } from "../../scripts/mock/forward.ts";

export interface PrefixProxy extends AsyncDisposable {
  /** With the prefix. */
  readonly address: string;
}

/** Starts a proxy in front of an address. What is not under its prefix is a 502. */
export const startPrefixProxy = async (target: string, prefix: string): Promise<PrefixProxy> => {
  const server = createServer((incoming, outgoing) => {
    const { url = "", method, headers } = incoming;
    if (!url.startsWith(`${prefix}/`)) {
      outgoing.writeHead(502).end();
      return;
    }
    forward(incoming, outgoing, {
      url: `${target}${url.slice(prefix.length)}`,
      method,
      headers: { ...headers, "x-forwarded-prefix": prefix },
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
