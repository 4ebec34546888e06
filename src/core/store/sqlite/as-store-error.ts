import { sqliteFailureOf } from "../../database/sqlite/failure.ts";
import { StoreError } from "../store-error.ts";

/** Turns an error of SQLite into a StoreError where it is one, and leaves every other error as it is. */
export const asStoreError = (error: unknown): unknown => {
  const failure = sqliteFailureOf(error);
  if (failure === "busy") return new StoreError("busy", "The database is busy", { cause: error });
  if (failure === "full") return new StoreError("full", "The disk is full", { cause: error });
  if (error instanceof Error && "code" in error && error.code === "ERR_INVALID_STATE") {
    return new StoreError("stopped", "The database is closed", { cause: error });
  }
  return error;
};
