import { compiledOnce } from "#core";
import type { Datum } from "../queries/data.ts";
import type { Writing } from "../tables.ts";

const datumByKey = compiledOnce((transaction: Writing) =>
  transaction.selectFrom("data").select(["key", "value"]).where("key", "=", "").forUpdate(),
);

/** The pair under this key, which does not change up to the end of the transaction; undefined when there is none. */
export const findDatum = async (transaction: Writing, key: string): Promise<Datum | undefined> =>
  (await datumByKey(transaction, key)).rows[0];
