import type { CompiledQuery } from "kysely";

/** A query that was compiled once, with these values in the place of those that it was compiled with. */
export const withParameters = <Row>(query: CompiledQuery<Row>, parameters: readonly unknown[]): CompiledQuery<Row> => ({
  ...query,
  parameters,
});
