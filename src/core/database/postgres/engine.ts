import { type Kysely, sql } from "kysely";
import type { CodePointRange, Engine } from "../engine.ts";

const escaped = (point: number): string => `\\U${point.toString(16).padStart(8, "0")}`;

/** The inside of a bracket expression of a regular expression, which is read by code point. */
const classOf = (ranges: readonly CodePointRange[]): string =>
  ranges.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join("");

/** How PostgreSQL says what every engine says in its own way. A text that is asked about here compares by code point. */
export const postgresEngine: Engine = {
  name: "postgres",
  hasTable: async (transaction, table) => {
    const found = await sql`select where to_regclass(quote_ident(${table})) is not null`.execute(transaction);
    return found.rows.length > 0;
  },
  // "C" compares the bytes of UTF-8, whose order is that of the code points, whatever the database was made with.
  text: sql`text collate "C"`,
  bigInteger: "bigint",
  bytes: "bytea",
  identity: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
  continueIdentity: async (transaction, from, to) => {
    const last = sql`pg_sequence_last_value(pg_get_serial_sequence(${from.table}, ${from.column})::regclass)`;
    await sql`
      select setval(pg_get_serial_sequence(${to.table}, ${to.column}), coalesce(${last}, 1), ${last} is not null)
    `.execute(transaction);
  },
  // Who reads only what is below pg_snapshot_xmin(pg_current_snapshot()), in this order, sees every row once: what is
  // written later has a greater transaction.
  recordTransactions: async (transaction, { table, column }) => {
    await transaction.schema
      .alterTable(table)
      .addColumn("transaction_id", sql`xid8`, (added) => added.notNull().defaultTo(sql`pg_current_xact_id()`))
      .execute();
    await createTransactionIndex(transaction, table, column);
  },
  hasNoControlCharacter: (column) =>
    sql<boolean>`(${sql.ref(column)} !~ ${sql.lit("[\\u0001-\\u001f\\u007f-\\u009f]")})`,
  hasCharacterIn: (column, ranges) => sql<boolean>`(${sql.ref(column)} ~ ${sql.lit(`[${classOf(ranges)}]`)})`,
  hasCharacterOutside: (column, ranges) => sql<boolean>`(${sql.ref(column)} ~ ${sql.lit(`[^${classOf(ranges)}]`)})`,
  forbid: async (transaction, { name, table, column, condition }) => {
    const refuse = sql.ref(`refuse_${name}`);
    await sql`
      create function ${refuse}() returns trigger language plpgsql as ${sql.lit(`begin raise check_violation using
        message = 'new row violates check constraint "${name}"', constraint = '${name}'; end`)}
    `.execute(transaction);
    await sql`
      create trigger ${sql.ref(`${name}_insert`)} before insert on ${sql.ref(table)}
      for each row when (${condition}) execute function ${refuse}()
    `.execute(transaction);
    await sql`
      create trigger ${sql.ref(`${name}_update`)} before update of ${sql.ref(column)} on ${sql.ref(table)}
      for each row when (new.${sql.ref(column)} is distinct from old.${sql.ref(column)} and ${condition})
      execute function ${refuse}()
    `.execute(transaction);
  },
  // No text of PostgreSQL holds one.
  hasNoNul: () => sql<boolean>`true`,
  isPlainKey: (column) => sql<boolean>`(${sql.ref(column)} ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$')`,
  finishTable: (table) => table,
};

const createTransactionIndex = ({ schema }: Kysely<unknown>, table: string, column: string): Promise<void> =>
  schema.createIndex(`${table}_by_transaction`).on(table).columns(["transaction_id", column]).execute();
