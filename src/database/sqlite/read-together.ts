import type { DatabaseSync } from "node:sqlite";

/** Runs work that reads, in one transaction as far as it does not wait: a lock for each query costs as much as the query. */
export type ReadTogether = (work: () => void) => void;

/**
 * Makes the function for a connection that only reads, and has no transaction under way. What work reads at once is of one
 * moment, which is not before it began. Without a transaction, as when the connection is closed, work runs all the same.
 */
export const readTogetherOn = (connection: DatabaseSync): ReadTogether => {
  const begin = connection.prepare("begin");
  const commit = connection.prepare("commit");
  return (work) => {
    if (connection.isOpen) begin.run();
    try {
      work();
    } finally {
      if (connection.isOpen && connection.isTransaction) commit.run();
    }
  };
};
