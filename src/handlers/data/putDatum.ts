import { problem } from "../../contract/problem.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const putDatum = async (
  { params, body, caller }: Input<"putDatum">,
  { writer }: Needs<"writer">,
): Reply<"putDatum"> => {
  const datum = { key: params.key, value: body.value };
  switch (await writer.run("putDatum", datum, caller)) {
    case "created":
      return { status: 201, body: datum, headers: { Location: `/api/data/${params.key}` } };
    case "replaced":
      return { status: 200, body: datum };
    case "full":
      return problem("data-full", "The directory holds 1,000 pairs already.");
  }
};
