import { findKeysInUse } from "../queries/keys-in-use.ts";
import { checkKeyRing, type KeyCheck } from "../sealing/key-ring.ts";
import type { Writing } from "../tables.ts";

/**
 * Notes what tells a key from others of its name, once the ring is known to have every key in use. No index makes two
 * contacts under different keys collide: whoever stores one looks under each key, and so commands that do this hold
 * `contacts`, before anything else.
 * @throws SealingKeyError when the ring lacks one
 */
export const registerSealingKey = async (
  transaction: Writing,
  ring: readonly KeyCheck[],
  keyId: string,
): Promise<void> => {
  const inUse = await findKeysInUse(transaction);
  checkKeyRing(ring, inUse);
  if (inUse.some(({ id }) => id === keyId)) return;
  const rows = ring.filter(({ id }) => id === keyId).map(({ id, checkValue }) => ({ id, check_value: checkValue }));
  await transaction
    .insertInto("sealing_keys")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet(({ ref }) => ({ check_value: ref("excluded.check_value") })),
    )
    .execute();
};
