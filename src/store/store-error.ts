import { sqliteFailureOf } from "../database/sqlite/failure.ts";

/**
 * Why the store could not do now what it was asked. `busy`: a lock was not had in time, or too much waits already;
 * trying again helps. `full`: there is no room on the disk. `stopped`: what reads or writes is gone or about to go.
 */
export type StoreFailure = "busy" | "full" | "stopped";

/** The store cannot do it now, through no fault of the request. Every other error that it throws is a fault. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly reason: StoreFailure;

  constructor(reason: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Turns an engine's error into a StoreError where it is one, and leaves every other error as it is. */
export const asStoreError = (error: unknown): unknown => {
  const failure = sqliteFailureOf(error);
  if (failure === "busy") return new StoreError("busy", "The database is busy", { cause: error });
  if (failure === "full") return new StoreError("full", "The disk is full", { cause: error });
  if (error instanceof Error && "code" in error && error.code === "ERR_INVALID_STATE") {
    return new StoreError("stopped", "The database is closed", { cause: error });
  }
  return error;
};
