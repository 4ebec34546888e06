import type { KeyCheck } from "../sealing/key-ring.ts";
import type { Reading } from "../tables.ts";

/** The keys that a contact is sealed with. One that was registered and that none needs any more is not among them. */
export const findKeysInUse = (database: Pick<Reading, "selectFrom">): Promise<readonly KeyCheck[]> =>
  database
    .selectFrom("sealing_keys")
    .select(["id", "check_value as checkValue"])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom("contacts").select("user_id").whereRef("contacts.key_id", "=", "sealing_keys.id").limit(1)),
    )
    .execute();
