/** From the fields of an entity to the columns of its row, and back. */
import type { AnyResource, ColumnValue, FieldsOf, Identified } from "./resource.ts";

/** A row as the database returns it. */
export type Row = Readonly<Record<string, unknown>>;

/** How a kind of field is stored: as it is, unless this says otherwise. */
interface Codec {
  readonly encode: (value: unknown) => ColumnValue;
  readonly decode: (column: unknown) => unknown;
}

const asItIs: Codec = { encode: (value) => value as ColumnValue, decode: (column) => column };
const codecs: Readonly<Record<string, Codec>> = {
  boolean: { encode: Number, decode: (column) => column === 1 },
  json: { encode: (value) => JSON.stringify(value), decode: (column) => JSON.parse(String(column)) },
};

/** What is known of the rows of a resource. */
export interface Rows<Entity extends Identified> {
  /** The columns that an entity is read from. */
  readonly read: readonly string[];
  /** The columns that are written, without `id`: the fields, and what is made from them. */
  readonly written: readonly string[];
  /** The values of the columns that are written, in the same order. */
  readonly columnsOf: (fields: FieldsOf<Entity>) => readonly ColumnValue[];
  /** The entity of a row, which may have more columns. Its fields are in the order of the description. */
  readonly entityOf: (row: Row) => Entity;
  /** The entity that these fields and an id make, the same as that of its row. */
  readonly entityWith: (id: number, fields: FieldsOf<Entity>) => Entity;
}

/** Makes the functions between the fields of a resource and its rows. */
export const rowsOf = <Entity extends Identified>({
  fields: kinds,
  derived = {},
}: AnyResource<Entity>): Rows<Entity> => {
  const names = Object.keys(kinds);
  const fieldCodecs = Object.entries(kinds as Readonly<Record<string, string>>).map(
    ([field, kind]) => [field, codecs[kind.replace("?", "")] ?? asItIs] as const,
  );
  const derivations = Object.values(derived);
  const fieldOf = (fields: FieldsOf<Entity>, field: string): unknown => (fields as Row)[field];
  return {
    read: ["id", ...names],
    written: [...names, ...Object.keys(derived)],
    columnsOf: (fields) => [
      ...fieldCodecs.map(([field, { encode }]) => {
        const value = fieldOf(fields, field);
        return value === undefined ? null : encode(value);
      }),
      ...derivations.map((derive) => derive(fields)),
    ],
    entityOf: (row) => {
      const entity: Record<string, unknown> = { id: row.id };
      for (const [field, { decode }] of fieldCodecs) {
        const column = row[field];
        if (column !== null && column !== undefined) entity[field] = decode(column);
      }
      return entity as unknown as Entity;
    },
    entityWith: (id, fields) => {
      const entity: Record<string, unknown> = { id };
      for (const field of names) {
        const value = fieldOf(fields, field);
        if (value !== undefined) entity[field] = value;
      }
      return entity as unknown as Entity;
    },
  };
};
