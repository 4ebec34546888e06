import { createOnCondition } from "#core";
import { users } from "../resources/users.ts";
import { createUser } from "./createUser.ts";

export const createUserOnCondition = createOnCondition(users, createUser);
