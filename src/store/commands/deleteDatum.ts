import type { Command } from "./command.ts";

/** Deletes the pair under a key; false when there is none. */
export const deleteDatum: Command<{ readonly key: string }, boolean> = async (transaction, { key }) => {
  const { numDeletedRows } = await transaction.deleteFrom("data").where("key", "=", key).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return { outcome: false, changes: [] };
  return { outcome: true, changes: [{ subject: "datum", subjectId: key, kind: "deleted" }] };
};
