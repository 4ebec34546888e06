import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";

export const getMetrics = async (_: Input<"getMetrics">, { metrics }: Needs<"metrics">): Reply<"getMetrics"> => ({
  status: 200,
  body: await metrics.expose(),
});
