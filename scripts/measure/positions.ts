/** Where pages begin that are not the first. */
import type { UserSort } from "../../generated/types.ts";
import type { Position } from "../../src/core/resource/pages/range.ts";

/** Asks a database one thing, past the store. */
export type AskRow = (query: string) => Promise<Readonly<Record<string, unknown>> | undefined>;

const columns: Readonly<Record<string, string>> = { id: "id", name: "name_key", age: "age" };

/** Where a page that begins behind so many rows begins. Finding that out reads all of these rows, which a page does not. */
export const positionBehind = async (ask: AskRow, sort: UserSort, row: number): Promise<Position> => {
  const [column, order] = [columns[sort.replace("-", "")], sort.startsWith("-") ? "desc" : "asc"];
  const found = await ask(
    `select ${column} as value, id from users order by ${column} ${order}, id ${order} limit 1 offset ${row - 1}`,
  );
  if (found === undefined) throw new Error(`There is no row ${row} in this directory`);
  const id = Number(found.id);
  return column === "id" ? [id] : [column === "age" ? Number(found.value) : String(found.value), id];
};
