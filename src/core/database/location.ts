import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { DatabaseError } from "./database-error.ts";
import { type PostgresAddress, parsePostgresUrl } from "./postgres/address.ts";

/** Where the directory is kept. */
export type DatabaseLocation =
  /** Absolute. */
  | { readonly engine: "sqlite"; readonly filename: string }
  | { readonly engine: "postgres"; readonly address: PostgresAddress };

// Two letters at least, so that the drive of a Windows path is not taken for a scheme.
const schemePattern = /^([a-z][a-z0-9+.-]+):/i;

/**
 * Reads a database URL: `file:` with a relative or an absolute path (percent-encoded, as in every URL), or a plain path;
 * or `postgres:` with a host and a database. Relative means relative to the working directory.
 * @throws DatabaseError for everything else. The URL is never repeated, as it may hold a password.
 */
export const parseDatabaseUrl = (databaseUrl: string): DatabaseLocation => {
  const scheme = schemePattern.exec(databaseUrl)?.[1]?.toLowerCase();
  if (scheme === "postgres" || scheme === "postgresql") {
    return { engine: "postgres", address: parsePostgresUrl(databaseUrl) };
  }
  if (scheme !== undefined && scheme !== "file") {
    throw new DatabaseError(`A database URL begins with file: or postgres: and not with ${scheme}:`);
  }
  if (databaseUrl === "" || databaseUrl === ":memory:" || databaseUrl.includes("\0")) {
    throw new DatabaseError("The database URL names no file: write file: and a path, such as file:data/roster.db");
  }
  return { engine: "sqlite", filename: scheme === undefined ? resolve(databaseUrl) : pathOf(databaseUrl) };
};

const pathOf = (fileUrl: string): string => {
  // A literal ? or # would otherwise be cut off without a word.
  if (/[?#]/.test(fileUrl)) {
    throw new DatabaseError("A database URL takes no ? and no #: in the name of a file they are %3F and %23");
  }
  try {
    return fileURLToPath(new URL(fileUrl, pathToFileURL(`${process.cwd()}/`)));
  } catch {
    throw new DatabaseError(
      "The database URL is not a valid file: URL: write file: and a path, such as file:data/roster.db",
    );
  }
};
