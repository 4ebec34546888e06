/** Pairs of two resources, such as the members of a group: a table with a column for each, both together its primary key. */
import type { Change, Command } from "../store/commands/command.ts";
import { compiledOnce } from "../store/commands/compiled-once.ts";
import type { EndDependants } from "./commands/delete-one.ts";
import type { AnyResource, AnyWriting, Identified } from "./resource.ts";
import type { Row } from "./row.ts";
import { statementsOf } from "./statements.ts";

/** One side of a link: a resource, and the column of the link's table that has its id. */
export interface LinkSide<Entity extends Identified> {
  readonly resource: AnyResource<Entity>;
  readonly column: string;
}

/** An index begins with the column of the left side, as the primary key does, and another one with that of the right. */
export interface Link<Left extends Identified, Right extends Identified> {
  readonly table: string;
  /** In the change log, where the id of a pair is `<left>/<right>`. */
  readonly subject: string;
  readonly left: LinkSide<Left>;
  readonly right: LinkSide<Right>;
}

/** A pair of ids. */
export interface Pair {
  readonly left: number;
  readonly right: number;
}

type AnyLink = Link<Identified, Identified>;

const changeOf = ({ subject }: Pick<AnyLink, "subject">, { left, right }: Pair, kind: Change["kind"]): Change => ({
  subject,
  subjectId: `${left}/${right}`,
  kind,
});

const pairStatements = ({ table, left, right }: Link<never, never>) => {
  const places = { [left.column]: 0, [right.column]: 0 };
  return {
    find: compiledOnce((transaction: AnyWriting) =>
      transaction
        .selectFrom(table)
        .select(left.column)
        .where(left.column, "=", 0)
        .where(right.column, "=", 0)
        .forUpdate(),
    ),
    insert: compiledOnce((transaction: AnyWriting) => transaction.insertInto(table).values(places)),
    remove: compiledOnce((transaction: AnyWriting) =>
      transaction.deleteFrom(table).where(left.column, "=", 0).where(right.column, "=", 0),
    ),
  };
};

/** Makes the command that adds a pair, if both are there; one that is there already stays, and is not recorded. */
export const putLink = <Left extends Identified, Right extends Identified>(
  link: Link<Left, Right>,
): Command<Pair, "created" | "unchanged" | "leftMissing" | "rightMissing", AnyWriting> => {
  const [left, right] = [statementsOf(link.left.resource), statementsOf(link.right.resource)];
  const pairs = pairStatements(link as Link<never, never>);
  return async (transaction, pair) => {
    if ((await left.find(transaction, pair.left)) === undefined) return { outcome: "leftMissing", changes: [] };
    if ((await right.find(transaction, pair.right)) === undefined) return { outcome: "rightMissing", changes: [] };
    const found = await pairs.find(transaction, pair.left, pair.right);
    if (found.rows.length > 0) return { outcome: "unchanged", changes: [] };
    await pairs.insert(transaction, pair.left, pair.right);
    return { outcome: "created", changes: [changeOf(link, pair, "created")] };
  };
};

/** Makes the command that takes a pair away. */
export const deleteLink = <Left extends Identified, Right extends Identified>(
  link: Link<Left, Right>,
): Command<Pair, "deleted" | "missing", AnyWriting> => {
  const pairs = pairStatements(link as Link<never, never>);
  return async (transaction, pair) => {
    const found = await pairs.find(transaction, pair.left, pair.right);
    if (found.rows.length === 0) return { outcome: "missing", changes: [] };
    await pairs.remove(transaction, pair.left, pair.right);
    return { outcome: "deleted", changes: [changeOf(link, pair, "deleted")] };
  };
};

/** Makes what takes all pairs of an entity away before it is deleted. */
export const endLinks =
  <Left extends Identified, Right extends Identified>(link: Link<Left, Right>, side: "left" | "right"): EndDependants =>
  async (transaction, id) => {
    const rows: readonly Row[] = await transaction
      .deleteFrom(link.table)
      .where(link[side].column, "=", id)
      .returning([`${link.left.column} as left`, `${link.right.column} as right`])
      .execute();
    return rows.map(({ left, right }) => changeOf(link, { left: Number(left), right: Number(right) }, "deleted"));
  };
