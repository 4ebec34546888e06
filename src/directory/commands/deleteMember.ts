import { deleteLink } from "#core";
import { members } from "../resources/members.ts";

export const deleteMember = deleteLink(members);
