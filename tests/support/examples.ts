/** What the contract shows as examples, stored: what the address of each operation names is there then. */
import { addressOf, bodyOf, operations } from "../http/contract-operations.ts";
import type { TestRoster } from "./roster.ts";

const depthOf = (path: string): number => path.split("/").length;

const storing = operations
  .filter(({ method }) => method === "POST" || method === "PUT")
  .toSorted((one, other) => depthOf(one.path) - depthOf(other.path));

/**
 * Sends the example of each operation that stores something, those of a collection before what is below them. `key` may do all.
 * What `except` creates is not created.
 */
export const storeExamples = async (
  { request }: Pick<TestRoster, "request">,
  key: string,
  except?: string,
): Promise<void> => {
  for (const operation of storing.filter(({ method, operationId }) => method === "PUT" || operationId !== except)) {
    const content = bodyOf(operation);
    await request(operation.method, addressOf(operation), {
      key,
      ...(content && { body: content.text, headers: { "content-type": content.type } }),
    });
  }
};
