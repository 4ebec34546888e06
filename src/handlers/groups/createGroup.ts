import { conditionOf, isConditional, replyCreated, runWithKey } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

/** What `GET` of the same path returns, which the conditions of a `POST` are about: the defaults of `listGroups`. */
const page = { limit: 50, sort: "id" } as const;

export const createGroup = async (
  { headers, body: fields, caller }: Input<"createGroup">,
  { writer }: Needs<"writer">,
): Reply<"createGroup"> => {
  const conditional = { fields, page, condition: conditionOf(headers) };
  const result = isConditional(headers)
    ? await runWithKey(writer, "createGroupOnCondition", conditional, caller, headers)
    : await runWithKey(writer, "createGroup", fields, caller, headers);
  return replyCreated(result, "/api/groups", { noun: "group", unique: "name" });
};
