import { deleteOne, endLinks } from "#core";
import { groups } from "../resources/groups.ts";
import { members } from "../resources/members.ts";

export const deleteGroup = deleteOne(groups, endLinks(members, "left"));
