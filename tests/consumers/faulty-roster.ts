/** A Roster with a fault: what is told apart from a Roster without one is really looked at. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Fault {
  readonly name: string;
  /** Those that it is in, as `GET /api/users/1`. */
  readonly requests: RegExp;
  readonly spoil: (answer: Answer) => Answer;
}

const withoutAge = (body: string): string => body.replace(/,"age":\d+/, "");

/** Faults that a tool notices which looks at the status, the headers and the body of answers. */
export const missingField: Fault = {
  name: "a field is missing",
  requests: /^GET \/api\/users\/\d+$/,
  spoil: (answer) => ({ ...answer, body: answer.status === 200 ? withoutAge(answer.body) : answer.body }),
};
export const undeclaredStatus: Fault = {
  name: "a status is not declared",
  requests: /^POST \/api\/users$/,
  spoil: (answer) => ({ ...answer, status: answer.status === 201 ? 202 : answer.status }),
};
export const missingHeader: Fault = {
  name: "a header is missing",
  requests: /^GET \/api\/users\/\d+$/,
  spoil: ({ headers: { etag: _, ...headers }, ...answer }) => ({ ...answer, headers }),
};
export const wrongMediaType: Fault = {
  name: "the media type is another",
  requests: /^GET \/api\/users\/\d+$/,
  spoil: (answer) => ({ ...answer, headers: { ...answer.headers, "content-type": "text/plain" } }),
};

/** Headers of one connection, which do not belong to the other, and of a coding that `fetch` undoes. */
const hopByHop = new Set([
  ...["connection", "keep-alive", "transfer-encoding", "content-length", "host"],
  ...["accept-encoding", "content-encoding"],
]);

const forwarded = (headers: Iterable<readonly [string, unknown]>): Record<string, string> =>
  Object.fromEntries(
    [...headers].filter(([name]) => !hopByHop.has(name)).map(([name, value]) => [name, String(value)]),
  );

const ask = async (address: string, request: IncomingMessage): Promise<Answer> => {
  const body = await buffer(request);
  const response = await fetch(`${address}${request.url}`, {
    method: request.method ?? "GET",
    headers: forwarded(Object.entries(request.headers)),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return { status: response.status, headers: forwarded(response.headers), body: await response.text() };
};

/** Starts a server that answers as the Roster at an address, but for the fault. */
export const startFaultyRoster = async (
  address: string,
  { requests, spoil }: Fault,
): Promise<AsyncDisposable & { readonly address: string }> => {
  const server = createServer(async (request, response) => {
    const answer = await ask(address, request);
    const isFaulty = requests.test(`${request.method} ${request.url}`);
    const { status, headers, body } = isFaulty ? spoil(answer) : answer;
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
