import type { Generated } from "kysely";
import type * as core from "#core";

/** The tables of the directory, beside those of the core; rows do not leave its queries and commands. */
export type Tables = core.Tables & {
  users: { id: Generated<number>; name: string; name_key: string; age: number };
  groups: { id: Generated<number>; name: string; name_key: string; description: string | null };
  members: { group_id: number; user_id: number };
  data: { key: string; value: string };
  contacts: { user_id: number; key_id: string; sealed: Uint8Array; email_index: Uint8Array | null };
  sealing_keys: { id: string; check_value: string };
};

/** What a query of the directory may do. */
export type Reading = core.Reading<Tables>;

/** What a command of the directory may do. */
export type Writing = core.Writing<Tables>;

/** A command of the directory. */
export type Command<Input, Outcome> = core.Command<Input, Outcome, Writing>;
