import { StartError } from "../start-error.ts";

/** The database cannot be used; the message is one line for the operator, and names the file or database. */
export class DatabaseError extends StartError {
  override readonly name = "DatabaseError";
}
