import { createOne } from "#core";
import { groups } from "../resources/groups.ts";

export const createGroup = createOne(groups);
