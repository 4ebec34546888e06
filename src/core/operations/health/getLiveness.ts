import type { Input, Reply } from "../../../handlers/handler.ts";

export const getLiveness = async (_: Input<"getLiveness">): Reply<"getLiveness"> => ({
  status: 200,
  body: { status: "alive" },
});
