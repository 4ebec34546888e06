/** The store as it is where traces are recorded: each query and each command is a span of the request that asked. */
import type { Tracer } from "../observe/tracer.ts";
import type { Queries } from "../store/queries/queries.ts";
import type { Store } from "../store/store.ts";
import type { Writer } from "../store/writer/writer.ts";

type Query = (...parameters: unknown[]) => Promise<unknown>;

const traceGroup = (tracer: Tracer, group: string, queries: object): object =>
  Object.fromEntries(
    Object.entries(queries as Readonly<Record<string, Query>>).map(([name, query]) => [
      name,
      (...parameters: unknown[]) => tracer.database(`${group}.${name}`, () => query(...parameters)),
    ]),
  );

const traceQueries = (tracer: Tracer, queries: Queries): Queries =>
  // Each group keeps its functions, under their names and with their types.
  Object.fromEntries(
    Object.entries(queries).map(([group, those]) => [group, traceGroup(tracer, group, those)]),
  ) as unknown as Queries;

const traceWriter = (tracer: Tracer, writer: Writer): Writer => ({
  run: (name, input, context) => tracer.database(name, () => writer.run(name, input, context)),
  runOnce: (name, input, context, key) => tracer.database(name, () => writer.runOnce(name, input, context, key)),
  check: () => writer.check(),
});

/** What of a store is asked in requests, with spans. Without a tracer, it is the store's own. */
export const traceStore = (store: Store, tracer: Tracer | undefined): Pick<Store, "queries" | "writer"> =>
  tracer === undefined
    ? store
    : { queries: traceQueries(tracer, store.queries), writer: traceWriter(tracer, store.writer) };
