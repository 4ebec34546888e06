import type { Command } from "./command.ts";

/** When a key was used, ISO 8601, UTC. */
export interface KeyUse {
  readonly id: string;
  readonly usedAt: string;
}

/** Records when keys were last used. An earlier use than the one that is known changes nothing, nor does an unknown key. */
export const recordKeyUse: Command<{ readonly uses: readonly KeyUse[] }, undefined> = async (transaction, { uses }) => {
  // In one order everywhere, so that two that do this at the same time do not wait for each other.
  for (const { id, usedAt } of uses.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    await transaction
      .updateTable("keys")
      .set({ last_used_at: usedAt })
      .where("id", "=", id)
      .where((where) => where.or([where("last_used_at", "is", null), where("last_used_at", "<", usedAt)]))
      .execute();
  }
  return { outcome: undefined, changes: [] };
};
