import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/** How a connection is used, and how long it waits for a lock. */
export interface ConnectionOptions {
  /** A reader refuses every statement that would write. */
  readonly role: "reader" | "writer";
  /** The calling thread stands still as long as this. */
  readonly busyTimeoutMilliseconds: number;
}

/**
 * Opens a connection to a file that is there; none is made. The connection is durable (`synchronous=FULL`: a commit is on
 * disk when it returns), what is deleted is overwritten, and nothing is trusted that the schema of the file might do.
 */
export const openConnection = (
  filename: string,
  { role, busyTimeoutMilliseconds }: ConnectionOptions,
): DatabaseSync => {
  const connection = new DatabaseSync(existingFile(filename), {
    timeout: busyTimeoutMilliseconds,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    allowExtension: false,
    defensive: true,
  });
  try {
    connection.exec(`
      pragma trusted_schema = off;
      pragma synchronous = full;
      pragma secure_delete = on;
      pragma temp_store = memory;
      pragma journal_size_limit = 67108864;
      pragma query_only = ${role === "reader" ? "on" : "off"};
    `);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

// Without a mode SQLite would make a file that is missing, and a directory that is not mounted would look like a new one.
const existingFile = (filename: string): URL => {
  const url = pathToFileURL(filename);
  url.searchParams.set("mode", "rw");
  return url;
};
