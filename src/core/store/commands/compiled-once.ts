import type { Compilable, CompiledQuery, QueryExecutorProvider, QueryResult } from "kysely";
import { withParameters } from "../queries/compiled.ts";
import type { Writing } from "../tables.ts";

/** Runs a statement with these values, in the order in which it was built with others. */
export type Statement<Row, Transaction extends QueryExecutorProvider> = (
  transaction: Transaction,
  ...values: readonly unknown[]
) => Promise<QueryResult<Row>>;

/**
 * A statement that is built and compiled once for each database, as building it costs several times what running it does.
 * What it is built with stands for the values that it is run with.
 */
export const compiledOnce = <Row, Transaction extends Pick<Writing, "executeQuery" | "getExecutor"> = Writing>(
  build: (transaction: Transaction) => Compilable<Row>,
): Statement<Row, Transaction> => {
  // All transactions of a database share its adapter.
  const known = new WeakMap<object, CompiledQuery<Row>>();
  return (transaction, ...values) => {
    const { adapter } = transaction.getExecutor();
    let compiled = known.get(adapter);
    if (compiled === undefined) {
      compiled = build(transaction).compile();
      known.set(adapter, compiled);
    }
    if (values.length !== compiled.parameters.length) throw new Error(`Wrong number of values for ${compiled.sql}`);
    return transaction.executeQuery(withParameters(compiled, values));
  };
};
