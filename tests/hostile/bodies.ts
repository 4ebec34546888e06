/** Ways to send a body to each operation that takes one. */
import { operationsOf } from "../../src/core/contract/operations.ts";
import { addressOf } from "../http/contract-operations.ts";
import { contract, type TestResponse } from "../support/roster.ts";
import type { Target } from "./target.ts";

export interface BodyWay {
  /** Such as `PATCH /api/users/1 as application/merge-patch+json`. */
  readonly name: string;
  readonly operationId: string;
  readonly send: (target: Target, body: string | Uint8Array) => Promise<TestResponse>;
}

/** Every operation of the contract that takes a body, under each media type that it takes: a new one is in it by itself. */
export const bodyWays: readonly BodyWay[] = operationsOf(contract).flatMap((operation) =>
  Object.keys(operation.requestBody?.content ?? {}).map((mediaType) => {
    const { method, operationId } = operation;
    const path = addressOf(operation);
    return {
      name: `${method} ${path} as ${mediaType}`,
      operationId,
      send: (target, body) => target.send(method, path, body, { "content-type": mediaType }),
    };
  }),
);
