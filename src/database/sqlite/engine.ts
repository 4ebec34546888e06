import { sql } from "kysely";
import type { Engine } from "../engine.ts";

/** How SQLite says what every engine says in its own way. Text compares by code point (`BINARY`), SQLite's default. */
export const sqliteEngine: Engine = {
  name: "sqlite",
  text: "text",
  bigInteger: "integer",
  bytes: "blob",
  // AUTOINCREMENT, because a plain INTEGER PRIMARY KEY gives the id of a deleted last row out again.
  identity: (column) => column.primaryKey().autoIncrement(),
  // https://www.sqlite.org/autoinc.html: the table of sequences is there to be changed by plain statements.
  continueIdentity: async (transaction, from, to) => {
    await sql`delete from sqlite_sequence where name = ${to.table}`.execute(transaction);
    await sql`
      insert into sqlite_sequence (name, seq) select ${to.table}, seq from sqlite_sequence where name = ${from.table}
    `.execute(transaction);
  },
  // One commit follows another, so that identities are the order.
  recordTransactions: async () => {},
  // GLOB and length() stop at U+0000, which therefore is looked for apart.
  hasNoControlCharacter: (column) =>
    sql<boolean>`(instr(${sql.ref(column)}, char(0)) = 0 and ${sql.ref(column)} not glob '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*')`,
  hasNoNul: (column) => sql<boolean>`(instr(${sql.ref(column)}, char(0)) = 0)`,
  isPlainKey: (column) =>
    sql<boolean>`(instr(${sql.ref(column)}, char(0)) = 0 and ${sql.ref(column)} glob '[A-Za-z0-9]*' and ${sql.ref(column)} not glob '*[^A-Za-z0-9._-]*')`,
  finishTable: (table) => table.modifyEnd(sql`strict`),
};
