import type { Generated, Kysely } from "kysely";

/** The tables as the queries and commands see them; rows do not leave the store. */
export type Tables = {
  users: { id: Generated<number>; name: string; name_key: string; age: number };
  data: { key: string; value: string };
  changes: {
    sequence: Generated<number>;
    subject: "user" | "datum" | "contact";
    subject_id: string;
    kind: "created" | "updated" | "deleted";
    actor: string;
    occurred_at: string;
  };
  changes_horizon: { id: number; transaction_id: number; sequence: number };
  keys: {
    id: string;
    name: string;
    secret_hash: string;
    scopes: string;
    created_at: string;
    expires_at: string | null;
    revoked_at: string | null;
    last_used_at: string | null;
  };
  outcomes: {
    actor: string;
    command: string;
    key: string;
    fingerprint: string;
    outcome: string;
    recorded_at: string;
  };
  secrets: { name: string; value: string };
  contacts: { user_id: number; key_id: string; sealed: Uint8Array; email_index: Uint8Array | null };
  sealing_keys: { id: string; check_value: string };
};

/** What a query may do. */
export type Reading = Pick<Kysely<Tables>, "selectFrom" | "executeQuery" | "getExecutor">;

/** What a command may do, inside a transaction that is not its own to begin or end. */
export type Writing = Pick<
  Kysely<Tables>,
  "selectFrom" | "insertInto" | "updateTable" | "deleteFrom" | "executeQuery" | "getExecutor"
>;
