import { notFound } from "../../contract/problem.ts";
import { conditionOf, preconditionFailed } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteContact = async (
  { params, headers, caller }: Input<"deleteContact">,
  { writer }: Needs<"writer">,
): Reply<"deleteContact"> => {
  switch (await writer.run("deleteContact", { userId: params.userId, ...conditionOf(headers) }, caller)) {
    case "deleted":
      return { status: 204 };
    case "missing":
      return notFound("contact of user", params.userId);
    case "stale":
      return preconditionFailed();
  }
};
