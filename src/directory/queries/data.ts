import { withParameters } from "#core";
import type { Reading } from "../tables.ts";

/** A value and the key that it is stored under. */
export interface Datum {
  readonly key: string;
  readonly value: string;
}

/** Reads the stored pairs. */
export interface DataQueries {
  /** Every pair, in the order of the keys. The object has no prototype, so that no key means anything but its pair. */
  all(): Promise<Readonly<Record<string, string>>>;
  find(key: string): Promise<Datum | undefined>;
}

export const createQueries = (database: Reading): DataQueries => {
  const everything = database.selectFrom("data").select(["key", "value"]).orderBy("key").compile();
  const byKey = database.selectFrom("data").select(["key", "value"]).where("key", "=", "").compile();
  return {
    all: async () => {
      const pairs: Record<string, string> = Object.create(null);
      for (const { key, value } of (await database.executeQuery(everything)).rows) pairs[key] = value;
      return pairs;
    },
    find: async (key) => (await database.executeQuery(withParameters(byKey, [key]))).rows[0],
  };
};
