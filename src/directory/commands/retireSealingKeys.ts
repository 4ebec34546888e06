import { hold } from "#core";
import { locks } from "../locks.ts";
import type { Command } from "../tables.ts";

/** Forgets the keys that no contact is sealed with any more, and returns their ids. `keep` is not forgotten in any case. */
export const retireSealingKeys: Command<{ readonly keep: string }, readonly string[]> = async (
  transaction,
  { keep },
) => {
  await hold(transaction, locks.contacts);
  const retired = await transaction
    .deleteFrom("sealing_keys")
    .where("id", "<>", keep)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("contacts").select("user_id").whereRef("contacts.key_id", "=", "sealing_keys.id"))),
    )
    .returning("id")
    .execute();
  return { outcome: retired.map(({ id }) => id), changes: [] };
};
