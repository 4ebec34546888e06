import type { StoredKey } from "../queries/keys.ts";
import type { Command } from "./command.ts";

/** Keeps a new API key. An id or a hash that is there already is a fault: both are made at random. */
export const createKey: Command<
  Pick<StoredKey, "id" | "name" | "secretHash" | "scopes" | "expiresAt">,
  undefined
> = async (transaction, { id, name, secretHash, scopes, expiresAt }) => {
  await transaction
    .insertInto("keys")
    .values({
      id,
      name,
      secret_hash: secretHash,
      scopes: JSON.stringify(scopes),
      created_at: new Date().toISOString(),
      expires_at: expiresAt ?? null,
      revoked_at: null,
      last_used_at: null,
    })
    .execute();
  return { outcome: undefined, changes: [] };
};
