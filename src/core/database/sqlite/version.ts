import type { DatabaseSync } from "node:sqlite";

/**
 * Makes the function that names what a connection sees of its file. The name is another after each commit by another
 * connection, of this process or any other, at once (https://www.sqlite.org/pragma.html#pragma_data_version). It is to be
 * asked for while no statement of the connection is under way, before the rows that it stands for are read.
 */
export const versionOf = (connection: DatabaseSync): (() => string | undefined) => {
  const statement = connection.prepare("pragma data_version");
  statement.setReturnArrays(true);
  return () => {
    try {
      // The types of Node.js know nothing of arrays.
      return String((statement.get() as unknown as readonly [number])[0]);
    } catch {
      return undefined;
    }
  };
};
