import { conditionOf, isConditional, replyCreated, runWithKey } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

/** What `GET` of the same path returns, which the conditions of a `POST` are about: the defaults of `listUsers`. */
const page = { limit: 50, sort: "id" } as const;

export const createUser = async (
  { headers, body, caller }: Input<"createUser">,
  { writer }: Needs<"writer">,
): Reply<"createUser"> => {
  const result = isConditional(headers)
    ? await runWithKey(
        writer,
        "createUserOnCondition",
        { fields: body, page, condition: conditionOf(headers) },
        caller,
        headers,
      )
    : await runWithKey(writer, "createUser", body, caller, headers);
  return replyCreated(result, "/api/users", { noun: "user" });
};
