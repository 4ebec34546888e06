import type { Command } from "../../store/commands/command.ts";
import type { AnyResource, AnyWriting, FieldsOf, Identified, Resource, UniqueResource } from "../resource.ts";
import { statementsOf } from "../statements.ts";

/** A command that adds an entity. */
export type Create<Entity extends Identified, Refusal> = Command<FieldsOf<Entity>, Entity | Refusal, AnyWriting>;

/**
 * Makes the command that adds an entity and returns it with its id, which was never another's. `taken`: another one has its unique
 * value.
 */
export function createOne<Entity extends Identified>(resource: UniqueResource<Entity>): Create<Entity, "taken">;
export function createOne<Entity extends Identified>(resource: Resource<Entity>): Create<Entity, never>;
export function createOne<Entity extends Identified>(resource: AnyResource<Entity>): Create<Entity, "taken"> {
  const { columnsOf, entityWith, isTaken, insert } = statementsOf(resource);
  return async (transaction, fields) => {
    const columns = columnsOf(fields);
    if (await isTaken(transaction, columns)) return { outcome: "taken", changes: [] };
    const id = await insert(transaction, columns);
    const change = { subject: resource.subject, subjectId: String(id), kind: "created" } as const;
    return { outcome: entityWith(id, fields), changes: [change] };
  };
}
