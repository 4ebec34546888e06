/** What `docs/clients.md` shows of sending a request again. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { collectGarbage } from "../../src/core/heap.ts";
import { createRoster } from "./typescript/client.ts";
import type { Problem } from "./typescript/problems.ts";

interface Script extends AsyncDisposable {
  readonly address: string;
  /** Methods, and keys for repeating, of the requests that came. */
  readonly requests: readonly string[];
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers by a script, one request after the other, the last answer for good. */
const startScript = async (...answers: readonly Answer[]): Promise<Script> => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    answers[Math.min(requests.length, answers.length - 1)]?.(request, response);
    requests.push(`${request.method} ${request.headers["idempotency-key"] === undefined ? "once" : "with a key"}`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const problem = (status: number, retryAfterSeconds?: number): Answer => {
  const content: Problem = { type: "urn:x", title: "No", status, requestId: "1", error: "No" };
  return (_request, response) => {
    if (retryAfterSeconds !== undefined) response.setHeader("Retry-After", retryAfterSeconds);
    response.writeHead(status, { "content-type": "application/problem+json" }).end(JSON.stringify(content));
  };
};

const users: Answer = (_request, response) =>
  void response.writeHead(200, { "content-type": "application/json" }).end("[]");

const hangUp: Answer = (request) => void request.socket.destroy();

const carol = { body: { name: "Carol", age: 41 } };
const keyed = { ...carol, params: { header: { "Idempotency-Key": "1" } } };

describe("a request is sent again", () => {
  it.each([
    ["it was too much", problem(429, 0)],
    ["Roster is busy", problem(503, 0)],
    ["no answer arrives", hangUp],
  ])("when %s", async (_, refusal) => {
    await using script = await startScript(refusal, refusal, users);
    expect((await createRoster(script.address).GET("/api/users")).data).toEqual([]);
    expect(script.requests).toHaveLength(3);
  });

  it.each([
    ["Roster is busy", problem(503, 0)],
    ["no answer arrives", hangUp],
  ])("with its body and its key, when %s", async (_, refusal) => {
    await using script = await startScript(refusal, (request, response) => {
      request.pipe(response.writeHead(201, { "content-type": "application/json" }));
    });
    expect((await createRoster(script.address).POST("/api/users", keyed)).data).toEqual(carol.body);
    expect(script.requests).toEqual(["POST with a key", "POST with a key"]);
  });

  it("five times at most", async () => {
    await using script = await startScript(problem(503, 0));
    expect((await createRoster(script.address).GET("/api/users")).response.status).toBe(503);
    expect(script.requests).toHaveLength(5);
  });
});

describe("a request is sent once", () => {
  it("when something could be done twice", async () => {
    await using script = await startScript(problem(503, 0), hangUp, users);
    const roster = createRoster(script.address);
    expect((await roster.POST("/api/users", carol)).response.status).toBe(503);
    await expect(roster.POST("/api/users", carol)).rejects.toThrow();
    expect(script.requests).toEqual(["POST once", "POST once"]);
  });

  it.each([
    ["the answer is final", problem(500)],
    ["the pause would be too long", problem(429, 61)],
  ])("when %s", async (_, refusal) => {
    await using script = await startScript(refusal, users);
    expect((await createRoster(script.address).GET("/api/users")).data).toBeUndefined();
    expect(script.requests).toHaveLength(1);
  });

  it("when its caller wants it no more", async () => {
    const caller = new AbortController();
    await using script = await startScript(() => {
      // Node forgets the signal of a copy of a request when it collects garbage.
      collectGarbage();
      caller.abort();
    });
    await expect(createRoster(script.address).GET("/api/users", { signal: caller.signal })).rejects.toThrow();
    expect(script.requests).toHaveLength(1);
  });
});
