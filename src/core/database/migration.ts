import type { Kysely } from "kysely";
import type { Engine } from "./engine.ts";

/**
 * One step of the schema. It runs in the transaction that also records it, forward only, and is never changed once it
 * was released. It knows no table type of the store, because those go on and the step does not.
 */
export interface Migration {
  /** Ascending, from 1. */
  readonly number: number;
  readonly name: string;
  readonly up: (transaction: Kysely<unknown>, engine: Engine) => Promise<void>;
}
