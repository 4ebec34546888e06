import type { Change, Command, CommandContext } from "../../store/commands/command.ts";
import { type Condition, fits } from "../../store/revision.ts";
import type { AnyResource, AnyWriting, Identified } from "../resource.ts";
import { statementsOf } from "../statements.ts";

/** An entity to delete, if it fits the condition. */
export interface Deletion {
  readonly id: number;
  readonly condition?: Condition;
}

/** Ends what depends on an entity that is about to be deleted, and returns what changed by that. */
export type EndDependants = (
  transaction: AnyWriting,
  id: number,
  context: CommandContext,
) => Promise<readonly Change[]>;

/**
 * Makes the command that deletes an entity, and before it what depends on it. `stale`: it is not what the condition asks for, and
 * stays.
 */
export const deleteOne = <Entity extends Identified>(
  resource: AnyResource<Entity>,
  ...dependants: readonly EndDependants[]
): Command<Deletion, "deleted" | "missing" | "stale", AnyWriting> => {
  const { find, remove } = statementsOf(resource);
  return async (transaction, { id, condition = {} }, context) => {
    const stored = await find(transaction, id);
    if (stored === undefined) return { outcome: "missing", changes: [] };
    if (!fits(stored, condition)) return { outcome: "stale", changes: [] };
    let ended: readonly Change[] = [];
    for (const end of dependants) ended = [...ended, ...(await end(transaction, id, context))];
    await remove(transaction, id);
    const change = { subject: resource.subject, subjectId: String(id), kind: "deleted" } as const;
    return { outcome: "deleted", changes: [...ended, change] };
  };
};
