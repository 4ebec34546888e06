import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getMetrics = async (_: Input<"getMetrics">, { metrics }: Needs<"metrics">): Reply<"getMetrics"> => ({
  status: 200,
  body: await metrics.expose(),
});
