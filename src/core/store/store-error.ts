/**
 * Why the store could not do now what it was asked. `busy`: a lock or a connection was not had in time, or too much waits
 * already; trying again helps. `full`: there is no room on the disk. `stopped`: what reads or writes is gone or about to go. `moved`: the
 * file of the database was moved, replaced or deleted, and what is written would be lost with the next start.
 */
export type StoreFailure = "busy" | "full" | "stopped" | "moved";

/** The store cannot do it now, through no fault of the request. Every other error that it throws is a fault. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly reason: StoreFailure;

  constructor(reason: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
