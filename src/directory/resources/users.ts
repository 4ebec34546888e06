import { foldName, type Resource } from "#core";
import type { User, UserSort } from "../../../generated/types.ts";

/** The people in the directory. Their names sort and are searched without regard to case. */
export const users: Resource<User, UserSort> = {
  table: "users",
  subject: "user",
  fields: { name: "text", age: "number" },
  derived: { name_key: ({ name }) => foldName(name) },
  sorts: { id: "id", name: "name_key", age: "age" },
};
