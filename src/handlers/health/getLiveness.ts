import type { Input, Reply } from "../handler.ts";

export const getLiveness = async (_: Input<"getLiveness">): Reply<"getLiveness"> => ({
  status: 200,
  body: { status: "alive" },
});
