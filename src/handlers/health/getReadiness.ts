import { problem } from "../../contract/problem.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getReadiness = async (
  _: Input<"getReadiness">,
  { readiness }: Needs<"readiness">,
): Reply<"getReadiness"> => {
  const state = await readiness();
  return state.ready ? { status: 200, body: { status: "ready" } } : problem("unavailable", state.reason);
};
