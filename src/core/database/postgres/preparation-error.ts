import { DatabaseError } from "../database-error.ts";
import type { PostgresAddress } from "./address.ts";
import { sqlStateOf } from "./failure.ts";

const foreign =
  "holds tables of another application in the schema that this one would use: give it a database of its own";
const forbidden =
  "lacks the schema of this version, and this user may not make it: run npm run migrate with the DATABASE_URL of one who may";

/** By SQLSTATE: what it means when a database is being made ready. */
const reasons: Readonly<Record<string, string>> = {
  "42501": forbidden, // insufficient_privilege
  "3F000": forbidden, // invalid_schema_name: none in which something could be made
  "42P07": foreign, // duplicate_table
  "42703": foreign, // undefined_column: of a table of the same name
  "25006": "is read-only now: it follows another server", // read_only_sql_transaction
  "53100": "cannot be written: the disk is full", // disk_full
};

/** The error of a preparation, as one line for people; a DatabaseError, and what nobody has foreseen, as they are. */
export const explainPreparation = (error: unknown, address: PostgresAddress, lockWaitSeconds: number): unknown => {
  if (error instanceof DatabaseError || !(error instanceof Error)) return error;
  const code = sqlStateOf(error);
  const known = reasons[code ?? ""];
  if (known !== undefined) return new DatabaseError(`${address.name} ${known}`, { cause: error });
  if (code === "55P03") {
    return new DatabaseError(`${address.name} is being changed by another process; waited for ${lockWaitSeconds} s`, {
      cause: error,
    });
  }
  if (code !== undefined && "severity" in error && !/^(08|28|3D|53|57)/.test(code)) return error;
  return new DatabaseError(`${address.name} cannot be reached: ${reasonOf(error)}`, { cause: error });
};

const reasonOf = (error: Error): string => {
  // Of several addresses of a host, each with its own.
  const [first] = error instanceof AggregateError ? error.errors : [];
  const { code, message } = (first ?? error) as NodeJS.ErrnoException;
  return (message || code || "no reason was given").replaceAll(/\s+/g, " ");
};
