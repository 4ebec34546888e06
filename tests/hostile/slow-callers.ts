/** Callers who send half a request, or one byte a second, so many at once. */
import { expect } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { connectTo, type RawConnection, requestText } from "../support/raw-http.ts";
import { send } from "../support/roster.ts";

interface Manner {
  readonly begin: string;
  /** What is sent of the rest, one byte each second, again and again. */
  readonly trickle?: string;
}

const mannersOf = (key: string): readonly Manner[] => {
  const head = (length: string): string =>
    requestText("POST /api/users HTTP/1.1", [`Authorization: Bearer ${key}`, "Content-Type: application/json", length]);
  return [
    { begin: "GET /livez HT" },
    { begin: "GET /livez HTTP/1.1\r\nHost: a\r\nX: " },
    { begin: `${head("Content-Length: 23")}{"name"` },
    { begin: `${head("Transfer-Encoding: chunked")}17\r\n{"name"` },
    { begin: "GET /livez HTTP/1.1\r\nHost: a\r\nX: ", trickle: "x" },
    { begin: head("Content-Length: 60000"), trickle: " " },
    { begin: `${head("Transfer-Encoding: chunked")}f000\r\n`, trickle: " " },
    { begin: "G", trickle: "ET /livez HTTP/1.1" },
  ];
};

/** It is told that it was too slow, and sent away. */
const expectSentAway = async (connection: RawConnection): Promise<void> => {
  expectProblem(await connection.response(), "request-timeout");
  expect(await connection.closed).toBe("");
};

export interface SlowCallers {
  readonly address: string;
  readonly key: string;
  readonly count: number;
  /** Told now and then how many have been sent away. */
  readonly onProgress?: (sentAway: number) => void;
}

/** Connects them all. Each is answered with 408 and its connection closed, while everybody else is served. */
export const sendsSlowCallersAway = async ({ address, key, count, onProgress }: SlowCallers): Promise<void> => {
  const manners = mannersOf(key);
  let sentAway = 0;
  await using stack = new AsyncDisposableStack();
  const connections = await Promise.all(
    Array.from({ length: count }, async () => stack.use(await connectTo(Number(new URL(address).port)))),
  );
  const timers = connections.map((connection, index) => {
    const { begin, trickle } = manners[index % manners.length] ?? { begin: "" };
    void connection.send(begin);
    let sent = 0;
    const sendByte = (text: string): void => {
      void connection.send(text[sent % text.length] ?? "");
      sent += 1;
    };
    return trickle && setInterval(sendByte, 1_000, trickle);
  });
  stack.defer(() => {
    for (const timer of timers) clearInterval(timer);
  });
  const allSentAway = Promise.all(
    connections.map(async (connection) => {
      await expectSentAway(connection);
      sentAway += 1;
      onProgress?.(sentAway);
    }),
  );
  let servedMeanwhile = 0;
  const serveOthers = async (): Promise<void> => {
    while (sentAway < count) {
      for (const path of ["/livez", "/readyz", "/api/users", "/api/users/1"]) {
        expect((await send(address, "GET", path)).status).toBe(200);
      }
      expect((await send(address, "PATCH", "/api/users/1", { key, body: { age: servedMeanwhile % 100 } })).status).toBe(
        200,
      );
      servedMeanwhile += 1;
    }
  };
  await Promise.all([allSentAway, Promise.race([serveOthers(), allSentAway])]);
  expect(servedMeanwhile).toBeGreaterThan(0);
};
