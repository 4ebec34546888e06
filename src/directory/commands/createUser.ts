import { createOne } from "#core";
import { users } from "../resources/users.ts";

export const createUser = createOne(users);
