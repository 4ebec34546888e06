import type { Selectable } from "kysely";
import type { Reading, Tables } from "../tables.ts";
import { withParameters } from "./compiled.ts";

/** An API key as it is kept: without its secret. Instants are ISO 8601, UTC. */
export interface StoredKey {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the secret, hexadecimal. */
  readonly secretHash: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly revokedAt?: string;
  readonly lastUsedAt?: string;
}

/** Reads API keys. */
export interface KeyQueries {
  find(id: string): Promise<StoredKey | undefined>;
  /** Every key, revoked and expired ones too, the oldest first. */
  list(): Promise<readonly StoredKey[]>;
}

export const createKeyQueries = (database: Reading): KeyQueries => {
  const byId = database.selectFrom("keys").selectAll().where("id", "=", "").compile();
  return {
    find: async (id) => {
      const [row] = (await database.executeQuery(withParameters(byId, [id]))).rows;
      return row && keyOf(row);
    },
    list: async () => {
      const rows = await database.selectFrom("keys").selectAll().orderBy("created_at").orderBy("id").execute();
      return rows.map(keyOf);
    },
  };
};

const keyOf = (row: Selectable<Tables["keys"]>): StoredKey => ({
  id: row.id,
  name: row.name,
  secretHash: row.secret_hash,
  scopes: JSON.parse(row.scopes),
  createdAt: row.created_at,
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
  ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
});
