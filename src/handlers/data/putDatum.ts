import { conditionOf, entityTagOf, preconditionFailed } from "#core";
import { problem } from "../../directory/problems.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const putDatum = async (
  { params, headers, body, caller }: Input<"putDatum">,
  { writer }: Needs<"writer">,
): Reply<"putDatum"> => {
  const datum = { key: params.key, value: body.value };
  const ETag = entityTagOf(datum);
  switch (await writer.run("putDatum", { ...datum, ...conditionOf(headers) }, caller)) {
    case "created":
      return { status: 201, body: datum, headers: { ETag, Location: `/api/data/${params.key}` } };
    case "replaced":
      return { status: 200, body: datum, headers: { ETag } };
    case "full":
      return problem("data-full", "The directory holds 1,000 pairs already.");
    case "stale":
      return preconditionFailed();
  }
};
