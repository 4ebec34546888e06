/** Contract and code, one to one: checked again at each start, after the compiler. */

import type { Authenticators } from "../../access/principal.ts";
import type { Operation } from "../../contract/operations.ts";
import { StartError } from "../../start-error.ts";

/** What keeps the service from starting: the contract and the code do not fit. Names everything that is wrong. */
export class BindingError extends StartError {
  override readonly name = "BindingError";

  constructor(faults: readonly string[]) {
    super(`The contract and the code do not fit. ${faults.join(" ")}`);
  }
}

const missing = (wanted: Iterable<string>, present: object, complain: (name: string) => string): readonly string[] =>
  [...new Set(wanted)].filter((name) => !Object.hasOwn(present, name)).map(complain);

/**
 * Throws a BindingError unless each operation has a handler, each handler an operation, and each security scheme that an
 * operation names an authenticator, and unless what is kept is open to everybody. Glue by itself would only warn, and then answer 500, or let everybody in.
 */
export const checkBinding = (
  operations: readonly Operation[],
  handlers: Readonly<Record<string, unknown>>,
  authenticators: Authenticators,
): void => {
  const byId = Object.fromEntries(operations.map((operation) => [operation.operationId, operation]));
  const schemes = operations.flatMap(({ security }) => security.flatMap(Object.keys));
  const secretly = operations.filter(
    ({ isCached, method, security }) => isCached && (method !== "GET" || security.length > 0),
  );
  const faults = [
    ...missing(Object.keys(byId), handlers, (id) => `The operation ${id} has no handler.`),
    ...missing(Object.keys(handlers), byId, (id) => `The handler ${id} has no operation.`),
    ...secretly.map(({ operationId }) => `The answers of ${operationId} are not for everybody, and cannot be kept.`),
    ...missing(schemes, authenticators, (scheme) => `Nothing authenticates the security scheme ${scheme}.`),
  ];
  if (faults.length > 0) throw new BindingError(faults);
};
