import type { Reading } from "../tables.ts";

/** Reads what every process on the database shares and nobody else may know. */
export interface SecretQueries {
  /** 32 random bytes; `cursor` signs the cursors of lists. */
  find(name: "cursor"): Promise<Buffer>;
}

export const createSecretQueries = (database: Reading): SecretQueries => ({
  find: async (name) => {
    const { value } = await database
      .selectFrom("secrets")
      .select("value")
      .where("name", "=", name)
      .executeTakeFirstOrThrow();
    return Buffer.from(value, "hex");
  },
});
