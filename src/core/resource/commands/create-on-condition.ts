import { holdTable } from "../../database/hold.ts";
import type { Command } from "../../store/commands/command.ts";
import { type Condition, fits } from "../../store/revision.ts";
import { createPageReader } from "../pages/page.ts";
import { entityOfPage } from "../pages/page-of.ts";
import type { AnyResource, AnyWriting, FieldsOf, Identified } from "../resource.ts";
import type { Create } from "./create-one.ts";

/** The page of a collection that conditions are about: what `GET` of the same path returns by default. It has no filter. */
export interface CollectionPage {
  readonly limit: number;
  readonly sort: string;
}

/** An entity to add if a page of its collection fits a condition. */
export interface ConditionalCreation<Fields> {
  readonly fields: Fields;
  readonly page: CollectionPage;
  readonly condition: Condition;
}

/** Makes the command that adds an entity as `create` does. `stale`: the page is not what the condition asks for, and nothing is added. */
export const createOnCondition =
  <Entity extends Identified, Refusal>(
    resource: AnyResource<Entity>,
    create: Create<Entity, Refusal>,
  ): Command<ConditionalCreation<FieldsOf<Entity>>, Entity | Refusal | "stale", AnyWriting> =>
  async (transaction, { fields, page, condition }, context) => {
    await holdTable(transaction, resource.table);
    const found = await createPageReader(transaction, resource)(page);
    if (!fits(entityOfPage(found), condition)) return { outcome: "stale", changes: [] };
    return create(transaction, fields, context);
  };
