/** The handler types of the contract, bound to Roster's own. */
import type { contract, Principal } from "#core";
import type { DefaultedQuery, OperationId, SecuredOperation } from "../../generated/contract.ts";
import type { operations } from "../../generated/types.ts";

/** Headers that the door sets on every answer; a handler neither must nor may. */
type DoorHeader = "X-Request-Id";

type Defaulted<Id extends OperationId> = Id extends keyof DefaultedQuery ? DefaultedQuery[Id] : never;

type Caller<Id extends OperationId> = Id extends SecuredOperation ? Principal : undefined;

/** What the handler of an operation is given: a request that fits the contract. */
export type Input<Id extends OperationId> = contract.Input<operations[Id], Caller<Id>, Defaulted<Id>>;

/** What the handler of an operation returns. Stated by each handler, so that a misspelt field is an error. */
export type Reply<Id extends OperationId> = Promise<contract.Answer<operations[Id], DoorHeader>>;

/** The handler of an operation. `Dependencies` is what it is given to do its work, and nothing more. */
export type Handler<Id extends OperationId, Dependencies = unknown> = (
  input: Input<Id>,
  dependencies: Dependencies,
) => Reply<Id>;

/** One handler for each operation: a missing one and a surplus one are compile errors. */
export type Handlers<Dependencies> = { readonly [Id in OperationId]: Handler<Id, Dependencies> };
