import type { Command } from "./command.ts";

/** Forgets the keys that no contact is sealed with any more, and returns their ids. `keep` is not forgotten in any case. */
export const retireSealingKeys: Command<{ readonly keep: string }, readonly string[]> = async (
  transaction,
  { keep },
) => {
  const retired = await transaction
    .deleteFrom("sealing_keys")
    .where("id", "<>", keep)
    .where("id", "not in", (contacts) => contacts.selectFrom("contacts").select("key_id"))
    .returning("id")
    .execute();
  return { outcome: retired.map(({ id }) => id), changes: [] };
};
