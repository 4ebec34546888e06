import { type Kysely, sql, type Transaction } from "kysely";
import { isConflict } from "../../database/postgres/failure.ts";
import type { CommandOutcome, CommandTable } from "../commands/commands.ts";
import { StoreError } from "../store-error.ts";
import type { Tables } from "../tables.ts";
import { perform } from "../writer/perform.ts";
import { type OnceOutcome, performOnce } from "../writer/perform-once.ts";
import type { Commit, RunningWriter } from "../writer/writer.ts";

// Commands that come into each other's way find, the next time, what the other one left.
const attempts = 5;

/**
 * The writer on PostgreSQL: each command in a transaction of its own, many at the same time. The commands see to it
 * themselves, by locks and unique constraints, that what they have read is still so when they commit.
 */
export const createPostgresWriter = <Commands extends CommandTable>(
  database: Kysely<Tables>,
  commands: CommandTable,
  onCommit: (commit: Commit) => void,
): RunningWriter<Commands> => {
  const running = new Set<Promise<unknown>>();
  let disposal: Promise<void> | undefined;

  const commit = async <Outcome>(work: (transaction: Transaction<Tables>) => Promise<Outcome>): Promise<Outcome> => {
    for (let attempt = 1; ; attempt += 1) {
      const start = performance.now();
      try {
        // Each statement sees what was committed before it: what a lock has waited for, too.
        return await database.transaction().setIsolationLevel("read committed").execute(work);
      } catch (error) {
        if (attempt === attempts || !isConflict(error)) throw error;
      } finally {
        onCommit({ commands: 1, seconds: (performance.now() - start) / 1000 });
      }
    }
  };

  const accept = async <Outcome>(work: () => Promise<Outcome>): Promise<Outcome> => {
    if (disposal !== undefined) throw new StoreError("stopped", "The writer is closed");
    const own = work();
    running.add(own);
    return own.finally(() => running.delete(own));
  };

  return {
    ready: Promise.resolve(),
    waiting: () => running.size,
    // The command of this name returns what its type says.
    run: (name, input, context) =>
      accept(() =>
        commit(async (transaction) => (await perform(commands, transaction, { name, input, context })).outcome),
      ) as Promise<CommandOutcome<Commands, typeof name>>,
    runOnce: (name, input, context, idempotencyKey) =>
      accept(() =>
        commit((transaction) => performOnce(commands, transaction, { name, input, context }, idempotencyKey)),
      ) as Promise<OnceOutcome<CommandOutcome<Commands, typeof name>>>,
    check: () =>
      accept(async () => {
        // Refused by a server that follows another one, over a connection that is then not used again.
        await database.deleteFrom("changes").where(sql<boolean>`false`).execute();
      }),
    [Symbol.asyncDispose]: () => {
      disposal ??= Promise.allSettled(running).then(() => {});
      return disposal;
    },
  };
};
