import { statementsOf } from "#core";
import { users } from "../resources/users.ts";

/** The user with this id, who does not change up to the end of the transaction; undefined when there is none. */
export const { find: findUser } = statementsOf(users);
