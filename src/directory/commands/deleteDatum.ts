import { type Condition, fits } from "#core";
import type { Command } from "../tables.ts";
import { findDatum } from "./find-datum.ts";

/** Deletes the pair under a key. `stale`: it is not what the condition asks for, and stays. */
export const deleteDatum: Command<{ readonly key: string } & Condition, "deleted" | "missing" | "stale"> = async (
  transaction,
  { key, ...condition },
) => {
  const datum = await findDatum(transaction, key);
  if (datum === undefined) return { outcome: "missing", changes: [] };
  if (!fits(datum, condition)) return { outcome: "stale", changes: [] };
  await transaction.deleteFrom("data").where("key", "=", key).execute();
  return { outcome: "deleted", changes: [{ subject: "datum", subjectId: key, kind: "deleted" }] };
};
