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

/** Records them at once. */
export const recordAtOnce: RecordChanges = async (transaction, rows) => {
  await transaction.insertInto("changes").values(rows).execute();
};
