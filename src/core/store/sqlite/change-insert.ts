import type { DatabaseSync } from "node:sqlite";
import type { ChangeRow } from "../writer/record-changes.ts";

/** Makes the function that adds rows to the record of changes, in their order: one statement, however many they are. */
export const createChangeInsert = (connection: DatabaseSync): ((rows: readonly ChangeRow[]) => void) => {
  const statement = connection.prepare(`
    insert into changes (subject, subject_id, kind, actor, occurred_at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?) order by key
  `);
  return (rows) => {
    const values = rows.map(({ subject, subject_id, kind, actor, occurred_at }) => [
      subject,
      subject_id,
      kind,
      actor,
      occurred_at,
    ]);
    statement.run(JSON.stringify(values));
  };
};
