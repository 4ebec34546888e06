import type { Change, CommandContext } from "../commands/command.ts";
import type { Tables, Writing } from "../tables.ts";

/** A row of the record of changes, but for its sequence. */
export type ChangeRow = Omit<Tables["changes"], "sequence">;

/** Records rows in the transaction that changed what they name, in their order. */
export type RecordChanges = (transaction: Writing, rows: readonly ChangeRow[]) => Promise<void>;

/** The rows of what was changed now. */
export const changeRowsOf = (changes: readonly Change[], { actor }: CommandContext): readonly ChangeRow[] => {
  const occurred_at = new Date().toISOString();
  return changes.map(({ subject, subjectId: subject_id, kind }) => ({ subject, subject_id, kind, actor, occurred_at }));
};

// PostgreSQL takes 65,535 parameters in a statement, and a row has five.
const rowsOfStatement = 10_000;

/** Records them at once. */
export const recordAtOnce: RecordChanges = async (transaction, rows) => {
  for (let first = 0; first < rows.length; first += rowsOfStatement) {
    const some = rows.slice(first, first + rowsOfStatement);
    await transaction.insertInto("changes").values(some).execute();
  }
};
