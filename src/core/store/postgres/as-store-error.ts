import { postgresFailureOf } from "../../database/postgres/failure.ts";
import { StoreError } from "../store-error.ts";

/** Turns an error of PostgreSQL into a StoreError where it is one, and leaves every other error as it is. */
export const asStoreError = (error: unknown): unknown => {
  const failure = postgresFailureOf(error);
  if (failure === "busy") return new StoreError("busy", "The database is busy", { cause: error });
  if (failure === "full") return new StoreError("full", "The disk of the database is full", { cause: error });
  if (failure === "stopped") return new StoreError("stopped", "The database is not there", { cause: error });
  return error;
};
