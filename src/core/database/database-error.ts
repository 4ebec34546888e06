/** The database cannot be used; the message is one line for the person who starts Roster, and names the file or database. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}
