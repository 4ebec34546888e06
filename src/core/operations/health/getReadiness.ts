import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";
import { notReady } from "../../contract/problem.ts";

export const getReadiness = async (
  _: Input<"getReadiness">,
  { readiness }: Needs<"readiness">,
): Reply<"getReadiness"> => {
  const { checks, failures } = await readiness();
  return failures.length === 0
    ? { status: 200, body: { status: "ready", checks } }
    : notReady(failures.join(" "), checks);
};
