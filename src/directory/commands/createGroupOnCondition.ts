import { createOnCondition } from "#core";
import { groups } from "../resources/groups.ts";
import { createGroup } from "./createGroup.ts";

export const createGroupOnCondition = createOnCondition(groups, createGroup);
