import { updateOne } from "#core";
import { groups } from "../resources/groups.ts";

export const updateGroup = updateOne(groups);
