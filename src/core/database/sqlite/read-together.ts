import type { DatabaseSync, StatementSync } from "node:sqlite";

/**
 * Runs work that reads, in one transaction as far as it does not wait, which is as far as its queries are compiled ones: a lock
 * for each costs as much as the query.
 */
export type ReadTogether = (work: () => void) => void;

/**
 * Makes the function for a connection that only reads. What work reads at once is of one moment, which is not before it began.
 * Without a transaction, as when the connection is closed, work runs all the same, and each query reads for itself.
 */
export const readTogetherOn = (connection: DatabaseSync): ReadTogether => {
  const begin = connection.prepare("begin");
  const commit = connection.prepare("commit");
  const tryTo = (statement: StatementSync): void => {
    try {
      statement.run();
    } catch {
      // The queries themselves say what is wrong.
    }
  };
  return (work) => {
    if (connection.isOpen && !connection.isTransaction) tryTo(begin);
    try {
      work();
    } finally {
      if (connection.isOpen && connection.isTransaction) tryTo(commit);
    }
  };
};
