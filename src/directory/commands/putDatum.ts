import { type Condition, compiledOnce, fits, hold } from "#core";
import { locks } from "../locks.ts";
import type { Datum } from "../queries/data.ts";
import type { Command, Writing } from "../tables.ts";
import { findDatum } from "./find-datum.ts";

/** How many pairs a directory holds at most. */
export const maximumData = 1_000;

const replaceValue = compiledOnce((transaction: Writing) =>
  transaction.updateTable("data").set({ value: "" }).where("key", "=", ""),
);

/**
 * Stores a value under a key. `full`: the key is new and there is no room for another. `stale`: what is stored is not what
 * the condition asks for, and stays. A value replaced by itself is not recorded.
 */
export const putDatum: Command<Datum & Condition, "created" | "replaced" | "full" | "stale"> = async (
  transaction,
  { key, value, ...condition },
) => {
  const found = await findDatum(transaction, key);
  if (!fits(found, condition)) return { outcome: "stale", changes: [] };
  if (found?.value === value) return { outcome: "replaced", changes: [] };
  if (found !== undefined) {
    await replaceValue(transaction, value, key);
    return { outcome: "replaced", changes: [{ subject: "datum", subjectId: key, kind: "updated" }] };
  }
  // Pairs that come at the same time are counted one after the other.
  await hold(transaction, locks.data);
  const { count } = await transaction
    .selectFrom("data")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  if (count >= maximumData) return { outcome: "full", changes: [] };
  await transaction.insertInto("data").values({ key, value }).execute();
  return { outcome: "created", changes: [{ subject: "datum", subjectId: key, kind: "created" }] };
};
