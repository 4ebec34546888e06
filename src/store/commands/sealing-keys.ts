import { checkKeyRing, type KeyCheck } from "../sealing/key-ring.ts";
import type { Writing } from "../tables.ts";

/**
 * Notes that a key is in use, once the ring is known to have every key that is. Two contacts under different keys do not
 * collide in any index, so whoever stores one looks under every key that is in use; the commands of this do so one after
 * the other. SQLite has one writer; on PostgreSQL the rows read here have to be locked (`for update`).
 * @throws SealingKeyError when the ring lacks one
 */
export const registerSealingKey = async (
  transaction: Writing,
  ring: readonly KeyCheck[],
  keyId: string,
): Promise<void> => {
  const inUse = await transaction.selectFrom("sealing_keys").select(["id", "check_value as checkValue"]).execute();
  checkKeyRing(ring, inUse);
  if (inUse.some(({ id }) => id === keyId)) return;
  const rows = ring.filter(({ id }) => id === keyId).map(({ id, checkValue }) => ({ id, check_value: checkValue }));
  await transaction.insertInto("sealing_keys").values(rows).execute();
};
