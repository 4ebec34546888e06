/** The statements that the blocks of a resource share, each compiled once. */
import type { Compilable } from "kysely";
import { engineOf } from "../database/engine-of.ts";
import { compiledOnce } from "../store/commands/compiled-once.ts";
import type { AnyResource, AnyWriting, ColumnValue, Identified } from "./resource.ts";
import { type Row, type Rows, rowsOf } from "./row.ts";

/** What a command does with the rows of a resource. */
export interface Statements<Entity extends Identified> extends Pick<Rows<Entity>, "columnsOf" | "entityWith"> {
  /** Finds an entity, which does not change up to the end of the transaction; undefined when there is none. */
  readonly find: (transaction: AnyWriting, id: number) => Promise<Entity | undefined>;
  /** Whether another entity than that of `id` has the unique value of these columns. */
  readonly isTaken: (transaction: AnyWriting, columns: readonly ColumnValue[], id?: number) => Promise<boolean>;
  /** Adds a row of these columns, and returns its id. */
  readonly insert: (transaction: AnyWriting, columns: readonly ColumnValue[]) => Promise<number>;
  readonly replace: (transaction: AnyWriting, id: number, columns: readonly ColumnValue[]) => Promise<void>;
  readonly remove: (transaction: AnyWriting, id: number) => Promise<void>;
}

/** Makes the statements of a resource. */
export const statementsOf = <Entity extends Identified>(resource: AnyResource<Entity>): Statements<Entity> => {
  const { table, unique } = resource;
  const { read, written, columnsOf, entityOf, entityWith } = rowsOf(resource);
  const places = Object.fromEntries(written.map((column) => [column, ""]));

  const selectHeld = compiledOnce((transaction: AnyWriting) =>
    transaction.selectFrom(table).select(read).where("id", "=", 0).forUpdate(),
  );
  const insertRow = compiledOnce((transaction: AnyWriting): Compilable<{ readonly id?: number }> => {
    const insertion = transaction.insertInto(table).values(places);
    // SQLite tells the id anyway; to return it, it would prepare to undo the statement, which costs more than all the rest.
    return (engineOf(transaction) === "sqlite" ? insertion : insertion.returning("id")) as Compilable<{ id?: number }>;
  });
  const updateRow = compiledOnce((transaction: AnyWriting) =>
    transaction.updateTable(table).set(places).where("id", "=", 0),
  );
  const deleteRow = compiledOnce((transaction: AnyWriting) => transaction.deleteFrom(table).where("id", "=", 0));

  return {
    columnsOf,
    entityWith,
    find: async (transaction, id) => {
      const [row] = (await selectHeld(transaction, id)).rows;
      return row && entityOf(row as Row);
    },
    isTaken: unique === undefined ? async () => false : createUniqueCheck(table, unique, written.indexOf(unique)),
    insert: async (transaction, columns) => {
      const { insertId, rows } = await insertRow(transaction, ...columns);
      return Number(insertId ?? rows[0]?.id);
    },
    replace: async (transaction, id, columns) => void (await updateRow(transaction, ...columns, id)),
    remove: async (transaction, id) => void (await deleteRow(transaction, id)),
  };
};

/** Two that come at the same time are told apart by the unique index: the second command is run again. */
const createUniqueCheck = (table: string, unique: string, place: number): Statements<never>["isTaken"] => {
  if (place === -1) throw new Error(`The resource ${table} writes no column ${unique}`);
  const find = compiledOnce((transaction: AnyWriting) =>
    transaction.selectFrom(table).select("id").where(unique, "=", "").where("id", "<>", 0).limit(1),
  );
  // No entity has the id 0. A column without a value is like no other.
  return async (transaction, columns, id = 0) => {
    const value = columns[place];
    return value !== null && (await find(transaction, value, id, 1)).rows.length > 0;
  };
};
