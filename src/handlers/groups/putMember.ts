import { notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const putMember = async (
  { params: { groupId, userId }, caller }: Input<"putMember">,
  { writer }: Needs<"writer">,
): Reply<"putMember"> => {
  switch (await writer.run("putMember", { left: groupId, right: userId }, caller)) {
    case "created":
    case "unchanged":
      return { status: 204 };
    case "leftMissing":
      return notFound("group", groupId);
    case "rightMissing":
      return notFound("user", userId);
  }
};
