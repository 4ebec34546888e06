import { updateOne } from "#core";
import { users } from "../resources/users.ts";

export const updateUser = updateOne(users);
