/** Tables of an application's migrations, from a description that both engines understand. */
import {
  type ColumnDataType,
  type CreateTableBuilder,
  type Expression,
  type Kysely,
  type RawBuilder,
  sql,
} from "kysely";
import type { Engine } from "./engine.ts";

interface ColumnOptions {
  /** Whether a row may have no value there. */
  readonly optional?: boolean;
  /** Whether no two rows have the same value. */
  readonly unique?: boolean;
}

/** A column; `text`, `integer`, `real`, `flag` and `json` make them. */
export interface Column extends ColumnOptions {
  readonly type: (engine: Engine) => ColumnDataType | Expression<unknown>;
  /** What holds for each value. */
  readonly check?: (engine: Engine, column: string) => RawBuilder<boolean>;
}

/** Text of a number of characters, code points on each engine. */
export const text = (length: { readonly min?: number; readonly max: number }, options: ColumnOptions = {}): Column => ({
  ...options,
  type: (engine) => engine.text,
  check: (engine, column) =>
    sql`length(${sql.ref(column)}) between ${sql.lit(length.min ?? 0)} and ${sql.lit(length.max)} and ${engine.hasNoNul(column)}`,
});

/** A whole number, by default any that JSON can hold exactly. */
export const integer = (
  {
    min = Number.MIN_SAFE_INTEGER,
    max = Number.MAX_SAFE_INTEGER,
  }: { readonly min?: number; readonly max?: number } = {},
  options: ColumnOptions = {},
): Column => ({
  ...options,
  type: (engine) => engine.bigInteger,
  check: (_, column) => sql`${sql.ref(column)} between ${sql.lit(min)} and ${sql.lit(max)}`,
});

/** A number with a fraction. */
export const real = (options: ColumnOptions = {}): Column => ({
  ...options,
  type: ({ name }) => (name === "sqlite" ? "real" : "double precision"),
});

/** True or false, as 1 or 0. */
export const flag = (options: ColumnOptions = {}): Column => ({
  ...options,
  type: () => "integer",
  check: (_, column) => sql`${sql.ref(column)} in (0, 1)`,
});

/** Any JSON, as text of a number of characters at most. */
export const json = (length: { readonly max: number }, options: ColumnOptions = {}): Column =>
  text({ min: 1, max: length.max }, options);

/** Creates the table of a resource: `id`, which is counted up and never given out twice, and these columns. */
export const createResourceTable = async (
  { schema }: Kysely<unknown>,
  engine: Engine,
  table: string,
  columns: Readonly<Record<string, Column>>,
): Promise<void> => {
  let builder: CreateTableBuilder<string, string> = schema
    .createTable(table)
    .addColumn("id", engine.bigInteger, engine.identity)
    .addCheckConstraint(`${table}_id`, sql`id between 1 and ${sql.lit(Number.MAX_SAFE_INTEGER)}`);
  for (const [name, { type, check, optional, unique }] of Object.entries(columns)) {
    builder = builder.addColumn(name, type(engine) as ColumnDataType, (column) =>
      optional ? column : column.notNull(),
    );
    if (check !== undefined) builder = builder.addCheckConstraint(`${table}_${name}`, check(engine, name));
    if (unique) builder = builder.addUniqueConstraint(`${table}_unique_${name}`, [name]);
  }
  await builder.$call(engine.finishTable).execute();
};

/**
 * Creates the indexes that pages of a resource read: one for each column that sorts or filters, which goes on with `id` and holds
 * all of the others, so that looking through many rows reads the index alone.
 */
export const createPageIndexes = async (
  { schema }: Kysely<unknown>,
  table: string,
  columns: readonly string[],
): Promise<void> => {
  for (const column of columns) {
    const others = columns.filter((other) => other !== column);
    await schema
      .createIndex(`${table}_by_${column}`)
      .on(table)
      .columns([column, "id", ...others])
      .execute();
  }
};

/** One side of a link: the column with the id, and the table that it is an id in. */
export interface LinkColumn {
  readonly column: string;
  readonly table: string;
}

/** Creates the table of a link. A row in it keeps both sides from being deleted: who deletes one takes its links away before. */
export const createLinkTable = async (
  { schema }: Kysely<unknown>,
  engine: Engine,
  table: string,
  left: LinkColumn,
  right: LinkColumn,
): Promise<void> => {
  await schema
    .createTable(table)
    .addColumn(left.column, engine.bigInteger, (column) => column.notNull())
    .addColumn(right.column, engine.bigInteger, (column) => column.notNull())
    .addPrimaryKeyConstraint(`${table}_pair`, [left.column, right.column])
    .addForeignKeyConstraint(`${table}_${left.column}`, [left.column], left.table, ["id"])
    .addForeignKeyConstraint(`${table}_${right.column}`, [right.column], right.table, ["id"])
    .$call(engine.finishTable)
    .execute();
  await schema.createIndex(`${table}_by_${right.column}`).on(table).columns([right.column, left.column]).execute();
};
