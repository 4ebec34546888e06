import { withParameters } from "#core";
import { hasEmail, sealedContactOf } from "../contact-row.ts";
import type { EmailIndex, SealedContact } from "../sealing/contact-seal.ts";
import type { KeyCheck } from "../sealing/key-ring.ts";
import type { Reading } from "../tables.ts";
import { findKeysInUse } from "./keys-in-use.ts";

/** Some of the contacts that are sealed with another key than this, in the order of their users. */
export interface SealedOtherwise {
  readonly keyId: string;
  /** Only users with a greater id. */
  readonly afterUserId: number;
  readonly limit: number;
}

/** Reads contacts as they are stored: sealed. */
export interface ContactQueries {
  find(userId: number): Promise<SealedContact | undefined>;
  /** Whose e-mail address stands under one of these indexes. */
  findByEmail(indexes: readonly EmailIndex[]): Promise<SealedContact | undefined>;
  /** The keys that contacts are sealed with. */
  keysInUse(): Promise<readonly KeyCheck[]>;
  countSealedOtherwise(keyId: string): Promise<number>;
  listSealedOtherwise(page: SealedOtherwise): Promise<readonly SealedContact[]>;
}

export const createQueries = (database: Reading): ContactQueries => {
  const byUser = database.selectFrom("contacts").selectAll().where("user_id", "=", 0).compile();
  return {
    find: async (userId) => {
      const [row] = (await database.executeQuery(withParameters(byUser, [userId]))).rows;
      return row && sealedContactOf(row);
    },
    findByEmail: async (indexes) => {
      const row = await database.selectFrom("contacts").selectAll().where(hasEmail(indexes)).executeTakeFirst();
      return row && sealedContactOf(row);
    },
    keysInUse: () => findKeysInUse(database),
    countSealedOtherwise: async (keyId) => {
      const { count } = await database
        .selectFrom("contacts")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("key_id", "<>", keyId)
        .executeTakeFirstOrThrow();
      return count;
    },
    listSealedOtherwise: async ({ keyId, afterUserId, limit }) => {
      const rows = await database
        .selectFrom("contacts")
        .selectAll()
        .where("key_id", "<>", keyId)
        .where("user_id", ">", afterUserId)
        .orderBy("user_id")
        .limit(limit)
        .execute();
      return rows.map(sealedContactOf);
    },
  };
};
