import { StoreError } from "../store-error.ts";
import type { Reading } from "../tables.ts";

/** Tells whether reading works. */
export interface HealthQueries {
  /** @throws StoreError when reading is impossible now. */
  check(): Promise<void>;
}

export const createHealthQueries = (database: Reading): HealthQueries => ({
  check: async () => {
    try {
      await database.selectFrom("secrets").select("name").limit(1).execute();
    } catch (error) {
      if (error instanceof StoreError) throw error;
      throw new StoreError("stopped", "The database cannot be read", { cause: error });
    }
  },
});
