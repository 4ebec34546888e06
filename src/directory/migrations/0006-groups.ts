import type { Kysely } from "kysely";
import { createLinkTable, createPageIndexes, createResourceTable, type Engine, text } from "#core";
import { requireVisibleNames } from "./0005-names.ts";

/** Groups, and who is in them. */
export const up = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  await createResourceTable(transaction, engine, "groups", {
    name: text({ min: 1, max: 200 }),
    name_key: text({ min: 1, max: 1_000 }, { unique: true }),
    description: text({ max: 1_000 }, { optional: true }),
  });
  await createPageIndexes(transaction, "groups", ["name_key"]);
  await requireVisibleNames(transaction, engine, "groups");
  await createLinkTable(
    transaction,
    engine,
    "members",
    { column: "group_id", table: "groups" },
    { column: "user_id", table: "users" },
  );
};
