import { notFound } from "../../contract/problem.ts";
import { conditionOf, preconditionFailed } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteUser = async (
  { params, headers, caller }: Input<"deleteUser">,
  { writer }: Needs<"writer">,
): Reply<"deleteUser"> => {
  switch (await writer.run("deleteUser", { id: params.userId, ...conditionOf(headers) }, caller)) {
    case "deleted":
      return { status: 204 };
    case "missing":
      return notFound("user", params.userId);
    case "stale":
      return preconditionFailed();
  }
};
