import type { Generated, Kysely } from "kysely";

/** The tables of the core, as queries and commands see them; rows do not leave the store. */
export type Tables = {
  changes: {
    sequence: Generated<number>;
    subject: string;
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
};

/** What a query may do. An application's own tables are added as `Reading<Tables & OwnTables>`. */
export type Reading<AllTables = Tables> = Pick<Kysely<AllTables>, "selectFrom" | "executeQuery" | "getExecutor">;

/** What a command may do, inside a transaction that is not its own to begin or end. */
export type Writing<AllTables = Tables> = Pick<
  Kysely<AllTables>,
  "selectFrom" | "insertInto" | "updateTable" | "deleteFrom" | "executeQuery" | "getExecutor"
>;
