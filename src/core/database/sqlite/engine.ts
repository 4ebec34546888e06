import { sql } from "kysely";
import type { CodePointRange, Engine } from "../engine.ts";

/** GLOB reads these two as U+FFFD. */
const unread: readonly number[] = [0xfffe, 0xffff];

/** A class of GLOB, which is read by code point. None of the ranges begins with a character that GLOB knows. */
const classOf = (ranges: readonly CodePointRange[]): string =>
  ranges
    .filter(([first, last]) => !unread.includes(first) || !unread.includes(last))
    .map(([first, last]) => `${String.fromCodePoint(first)}-${String.fromCodePoint(last)}`)
    .join("");

/** How SQLite says what every engine says in its own way. Text compares by code point (`BINARY`), SQLite's default. */
export const sqliteEngine: Engine = {
  name: "sqlite",
  hasTable: async (transaction, table) => {
    const found = await sql`select 1 from sqlite_schema where type = 'table' and name = ${table}`.execute(transaction);
    return found.rows.length > 0;
  },
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
  hasCharacterIn: (column, ranges) => {
    const inClass = sql<boolean>`${sql.ref(column)} glob ${sql.lit(`*[${classOf(ranges)}]*`)}`;
    const alone = unread
      .filter((point) => ranges.some(([first, last]) => first <= point && point <= last))
      .map((point) => sql`instr(${sql.ref(column)}, ${sql.lit(String.fromCodePoint(point))}) > 0`);
    return sql<boolean>`(${sql.join([inClass, ...alone], sql` or `)})`;
  },
  hasCharacterOutside: (column, ranges) =>
    sql<boolean>`(${sql.ref(column)} glob ${sql.lit(`*[^${classOf(ranges)}]*`)})`,
  forbid: async (transaction, { name, table, column, condition }) => {
    const events = { insert: sql`insert`, update: sql`update of ${sql.ref(column)}` };
    const isChanged = { insert: sql`true`, update: sql`new.${sql.ref(column)} is not old.${sql.ref(column)}` };
    for (const event of ["insert", "update"] as const) {
      await sql`
        create trigger ${sql.ref(`${name}_${event}`)} before ${events[event]} on ${sql.ref(table)}
        when ${isChanged[event]} and ${condition}
        begin select raise(abort, ${sql.lit(`CHECK constraint failed: ${name}`)}); end
      `.execute(transaction);
    }
  },
  hasNoNul: (column) => sql<boolean>`(instr(${sql.ref(column)}, char(0)) = 0)`,
  isPlainKey: (column) =>
    sql<boolean>`(instr(${sql.ref(column)}, char(0)) = 0 and ${sql.ref(column)} glob '[A-Za-z0-9]*' and ${sql.ref(column)} not glob '*[^A-Za-z0-9._-]*')`,
  finishTable: (table) => table.modifyEnd(sql`strict`),
};
