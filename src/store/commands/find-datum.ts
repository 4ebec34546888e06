import type { Datum } from "../queries/data.ts";
import type { Writing } from "../tables.ts";

/** The pair under this key, which does not change up to the end of the transaction; undefined when there is none. */
export const findDatum = (transaction: Writing, key: string): Promise<Datum | undefined> =>
  transaction.selectFrom("data").select(["key", "value"]).where("key", "=", key).forUpdate().executeTakeFirst();
