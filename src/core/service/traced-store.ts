/** The store as it is where traces are recorded: each query and each command is a span of the request that asked. */
import type { Tracer } from "../observe/tracer.ts";
import type { CommandTable } from "../store/commands/commands.ts";
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

const traceQueries = <Queries extends object>(tracer: Tracer, queries: Queries): Queries =>
  // Each group keeps its functions, under their names and with their types.
  Object.fromEntries(
    Object.entries(queries).map(([group, those]) => [group, traceGroup(tracer, group, those as object)]),
  ) as Queries;

const traceWriter = <Commands extends CommandTable>(tracer: Tracer, writer: Writer<Commands>): Writer<Commands> => ({
  run: (name, input, context) => tracer.database(name, () => writer.run(name, input, context)),
  runOnce: (name, input, context, key) => tracer.database(name, () => writer.runOnce(name, input, context, key)),
  check: () => writer.check(),
});

/** What requests ask of a store, with spans. Without a tracer, it is the store's own. */
export const traceStore = <Queries extends object, Commands extends CommandTable>(
  store: Store<Queries, Commands>,
  tracer: Tracer | undefined,
): Pick<Store<Queries, Commands>, "queries" | "writer"> =>
  tracer === undefined
    ? store
    : { queries: traceQueries(tracer, store.queries), writer: traceWriter(tracer, store.writer) };
