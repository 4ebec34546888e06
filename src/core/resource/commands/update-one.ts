import type { Command } from "../../store/commands/command.ts";
import { type Condition, fits } from "../../store/revision.ts";
import { mergePatch } from "../merge-patch.ts";
import type { AnyResource, AnyWriting, FieldsOf, Identified, Resource, UniqueResource } from "../resource.ts";
import { statementsOf } from "../statements.ts";

/** What of an entity to change: what is absent stays, and `null` takes away a field that may be absent. */
export type PatchOf<Entity extends Identified> = {
  readonly [Field in keyof FieldsOf<Entity>]?: FieldsOf<Entity>[Field] | null;
};

/** An entity to change, if it fits the condition. */
export interface Update<Entity extends Identified> {
  readonly id: number;
  /** A JSON Merge Patch that fits the contract. */
  readonly patch: PatchOf<Entity>;
  readonly condition?: Condition;
}

type UpdateCommand<Entity extends Identified, Refusal> = Command<
  Update<Entity>,
  Entity | "missing" | "stale" | Refusal,
  AnyWriting
>;

/**
 * Makes the command that changes an entity and returns it as it then is. `stale`: it is not what the condition asks for, and stays as
 * it is. `taken`: another one has its unique value. What changes nothing is not recorded.
 */
export function updateOne<Entity extends Identified>(resource: UniqueResource<Entity>): UpdateCommand<Entity, "taken">;
export function updateOne<Entity extends Identified>(resource: Resource<Entity>): UpdateCommand<Entity, never>;
export function updateOne<Entity extends Identified>(resource: AnyResource<Entity>): UpdateCommand<Entity, "taken"> {
  const { columnsOf, entityWith, find, isTaken, replace } = statementsOf(resource);
  return async (transaction, { id, patch, condition = {} }) => {
    const stored = await find(transaction, id);
    if (stored === undefined) return { outcome: "missing", changes: [] };
    if (!fits(stored, condition)) return { outcome: "stale", changes: [] };
    const updated = entityWith(id, mergePatch(stored, patch) as Entity);
    const [before, after] = [columnsOf(stored), columnsOf(updated)];
    if (after.every((value, place) => value === before[place])) return { outcome: updated, changes: [] };
    if (await isTaken(transaction, after, id)) return { outcome: "taken", changes: [] };
    await replace(transaction, id, after);
    return { outcome: updated, changes: [{ subject: resource.subject, subjectId: String(id), kind: "updated" }] };
  };
}
