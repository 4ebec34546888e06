import { type RawBuilder, sql } from "kysely";

/** True for an instant as text of one width, so that instants compare as text: 2026-01-31T23:59:59.999Z. */
export const isInstant = (column: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} like '____-__-__T__:__:__.___Z'`;
