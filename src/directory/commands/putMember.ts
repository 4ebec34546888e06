import { putLink } from "#core";
import { members } from "../resources/members.ts";

export const putMember = putLink(members);
