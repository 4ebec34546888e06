/** Everything that callers do, good and bad, at the same time and for a while. */
import { expect } from "vitest";
import { connectTo, requestText } from "../support/raw-http.ts";
import { addressOfScript, type RequestOptions, send, type TestResponse } from "../support/roster.ts";
import { deepTexts } from "./deep-bodies.ts";

export interface MixedLoad {
  readonly address: string;
  /** A key with every scope. */
  readonly key: string;
  readonly callers: number;
  /** Goes on until so much time is over, and so many users were created, each under an Idempotency-Key of its own. */
  readonly seconds: number;
  readonly creates: number;
  /** Told now and then how much of it is over, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface LoadCounts {
  readonly requests: number;
  readonly aborted: number;
  readonly creates: number;
}

type Kind = () => Promise<void>;

const deep = Object.values(deepTexts);

/** Puts the load on and counts. Each answer is held to the contract and to the status that it should have. */
export const putLoadOn = async (load: MixedLoad): Promise<LoadCounts> => {
  const { address, key } = load;
  const port = Number(new URL(address).port);
  let [requests, aborted, creates] = [0, 0, 0];
  const script = await addressOfScript({ request: (method, path) => send(address, method, path) });
  let lastCreated = "/api/users/1";

  const ask = async (statuses: readonly number[], method: string, path: string, options: RequestOptions = {}) => {
    const answer = await send(address, method, path, { key, ...options });
    requests += 1;
    expect(statuses, `${method} ${path} answered ${answer.status} ${answer.text}`).toContain(answer.status);
    return answer;
  };

  const create = async (): Promise<{ readonly created: TestResponse; readonly options: RequestOptions }> => {
    creates += 1;
    const options = { body: { name: `Load ${creates}`, age: 1 }, headers: { "idempotency-key": crypto.randomUUID() } };
    const created = await ask([201], "POST", "/api/users", options);
    lastCreated = created.headers.get("location") ?? "";
    return { created, options };
  };

  /** Begins something and breaks the connection. */
  const abort = async (text: string): Promise<void> => {
    await using connection = await connectTo(port);
    await connection.send(text);
    connection.reset();
    aborted += 1;
  };
  const authorised = [`Authorization: Bearer ${key}`, "Content-Type: application/json"];

  const kinds: readonly Kind[] = [
    async () => void (await ask([200], "GET", `/api/users?sort=-name&limit=${1 + (requests % 100)}`)),
    async () => void (await ask([200], "GET", `/api/users?name=load ${requests % 1_000}`)),
    async () => void (await create()),
    async () => {
      const { created, options } = await create();
      expect((await ask([201], "POST", "/api/users", options)).text).toBe(created.text);
    },
    async () =>
      void (await ask([422], "POST", "/api/users", {
        body: { name: "Other", age: 2 },
        headers: (await create()).options.headers ?? {},
      })),
    async () => {
      const { created } = await create();
      const path = created.headers.get("location") ?? "";
      const condition = { headers: { "if-match": created.headers.get("etag") ?? "" } };
      await ask([200], "PATCH", path, { body: { age: 2 }, ...condition });
      await ask([412], "DELETE", path, condition);
      await ask([201], "PUT", `${path}/contact`, { body: { email: `${crypto.randomUUID()}@example.com` } });
      await ask([204], "DELETE", path);
    },
    async () => {
      const { headers } = await ask([200], "GET", "/api/users/1");
      await ask([304], "GET", "/api/users/1", { headers: { "if-none-match": headers.get("etag") ?? "" } });
    },
    async () =>
      void (await ask([200, 201], "PUT", `/api/data/load-${requests % 500}`, { body: { value: "v".repeat(4_000) } })),
    async () => void (await ask([200, 404], "GET", lastCreated)),
    async () => void (await ask([400], "POST", "/api/users", { body: deep[requests % deep.length]?.(60_000) })),
    async () => void (await ask([413], "POST", "/api/users", { body: "[".repeat(200_000) })),
    async () =>
      void (await ask([401], "DELETE", "/api/users/1", { key: `roster_${"0".repeat(16)}_${"1".repeat(64)}` })),
    async () => void (await ask([404], "GET", `/nobody/${requests}`)),
    async () => void (await ask([200], "HEAD", "/docs")),
    () =>
      abort(
        `${requestText("POST /api/users HTTP/1.1", [...authorised, "Content-Length: 60000"])}{"name":"${"x".repeat(30_000)}`,
      ),
    () => abort(`${requestText("PUT /api/data/x HTTP/1.1", [...authorised, "Transfer-Encoding: chunked"])}5\r\n{"val`),
    () => abort("GET /api/users HTTP/1.1\r\nHost: a\r\nX: "),
    // The script of the documentation is a megabyte: nobody takes it.
    () => abort(requestText(`GET ${script} HTTP/1.1`).repeat(3)),
  ];

  const start = performance.now();
  const share = (): number =>
    Math.min((performance.now() - start) / (load.seconds * 1000), load.creates === 0 ? 1 : creates / load.creates);
  let turn = 0;
  const call = async (): Promise<void> => {
    while (share() < 1) {
      turn += 1;
      await kinds[turn % kinds.length]?.();
      load.onProgress?.(Math.min(share(), 1));
    }
  };
  await Promise.all(Array.from({ length: load.callers }, call));
  return { requests, aborted, creates };
};
