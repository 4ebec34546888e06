import { notFound } from "../../contract/problem.ts";
import { conditionOf, preconditionFailed } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteDatum = async (
  { params, headers, caller }: Input<"deleteDatum">,
  { writer }: Needs<"writer">,
): Reply<"deleteDatum"> => {
  switch (await writer.run("deleteDatum", { key: params.key, ...conditionOf(headers) }, caller)) {
    case "deleted":
      return { status: 204 };
    case "missing":
      return notFound("datum", params.key);
    case "stale":
      return preconditionFailed();
  }
};
