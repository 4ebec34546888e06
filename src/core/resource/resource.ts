/** A resource, described once as data: a table whose rows are the entities that a contract speaks of. The blocks of this folder work on it. */
import type { Reading, Writing } from "../store/tables.ts";

/** An entity has an id that is never given out twice. */
export interface Identified {
  readonly id: number;
}

/** What a client sends of an entity. */
export type FieldsOf<Entity extends Identified> = Omit<Entity, "id">;

/** What a column holds. */
export type ColumnValue = string | number | null;

type KindOfValue<Value> = [Value] extends [string]
  ? "text"
  : [Value] extends [number]
    ? "number"
    : [Value] extends [boolean]
      ? "boolean"
      : "json";

type KindOf<Fields, Field extends keyof Fields> =
  Record<never, never> extends Pick<Fields, Field>
    ? `${KindOfValue<NonNullable<Fields[Field]>>}?`
    : KindOfValue<Fields[Field]>;

/** The field that a sort names, without its direction. */
type SortField<Sort extends string> = Sort extends `-${infer Field}` ? Field : Sort;

/**
 * `Entity` and `Sort` are the contract's own: a field or a sort that it does not have does not compile, and neither does a kind that
 * a field's type does not have.
 */
export interface Resource<Entity extends Identified, Sort extends string = string> {
  readonly table: string;
  /** What the change log calls it: lower case, words joined by `-`. */
  readonly subject: string;
  /** The fields beside `id`, in the order of an answer: each is a column of the same name; with `?`, one that may be absent. */
  readonly fields: { readonly [Field in keyof FieldsOf<Entity>]-?: KindOf<FieldsOf<Entity>, Field> };
  /** Columns of text that are made from the fields whenever they are written, such as a folded name. */
  readonly derived?: Readonly<Record<string, (fields: FieldsOf<Entity>) => string>>;
  /** The column behind each sort. An index begins with it, goes on with `id`, and holds all others that sort or filter. */
  readonly sorts: Readonly<Record<SortField<Sort>, string>>;
  /** Columns that filters look at beside those that sort. Each has an index, as those do. */
  readonly filters?: readonly string[];
}

/** A resource no two of which have the same value in a column, which has a unique index. */
export type UniqueResource<Entity extends Identified, Sort extends string = string> = Resource<Entity, Sort> & {
  readonly unique: string;
};

/** A description, whatever its entities are. */
export type AnyResource<Entity extends Identified> = Resource<Entity> & { readonly unique?: string };

/** A database that has the tables of some resources, which it does not know by type. */
// biome-ignore lint/suspicious/noExplicitAny: the names of tables and columns are data here.
export type AnyReading = Reading<any>;

/** A transaction on such a database. */
// biome-ignore lint/suspicious/noExplicitAny: the names of tables and columns are data here.
export type AnyWriting = Writing<any>;

/** The columns that sort or filter, without `id`. */
export const keyColumnsOf = ({ sorts, filters = [] }: Pick<Resource<Identified>, "sorts" | "filters">) =>
  [...new Set([...Object.values(sorts), ...filters])].filter((column) => column !== "id");
