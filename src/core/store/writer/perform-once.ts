import type { CommandTable } from "../commands/commands.ts";
import { compiledOnce } from "../commands/compiled-once.ts";
import { revisionOf } from "../revision.ts";
import type { Tables, Writing } from "../tables.ts";
import { type Performance, perform } from "./perform.ts";

/** What came of a command that is run once for a key. */
export type OnceOutcome<Outcome> =
  | {
      readonly kind: "done";
      readonly outcome: Outcome;
      /** Whether the command was run before, and not now. */
      readonly isReplayed: boolean;
    }
  /** The key was used before, for another input; nothing was done. */
  | { readonly kind: "keyReused" };

type Identity = Pick<Tables["outcomes"], "actor" | "command" | "key">;

const keptMilliseconds = 24 * 60 * 60 * 1000;
// Each write that adds a row takes away more than one, so that old rows never pile up, and no write takes away many.
const forgottenAtOnce = 10;

/** A command `…OnCondition` does the same for a client as the one without: an idempotency key counts for both together. */
const conditional = /OnCondition$/;

/** The same for inputs that differ in the order of their fields alone. */
const fingerprintOf = (input: object): string =>
  revisionOf(Object.entries(input).toSorted(([one], [other]) => (one < other ? -1 : 1)));

const anybody: Identity = { actor: "", command: "", key: "" };

const findOutcome = compiledOnce((transaction) =>
  transaction
    .selectFrom("outcomes")
    .select(["fingerprint", "outcome", "recorded_at"])
    .where((where) => where.and(anybody)),
);

const insertOutcome = compiledOnce((transaction) =>
  transaction.insertInto("outcomes").values({ ...anybody, fingerprint: "", outcome: "", recorded_at: "" }),
);

const findSomeOlder = compiledOnce((transaction) =>
  transaction
    .selectFrom("outcomes")
    .select(["actor", "command", "key"])
    .where("recorded_at", "<", "")
    .orderBy("recorded_at")
    .limit(forgottenAtOnce)
    .forUpdate()
    .skipLocked(),
);

/**
 * Runs a command, or repeats the outcome that its actor was given under this key, in the transaction that it is given. A command
 * that changed nothing, as one that refuses, leaves the key for the next request.
 */
export const performOnce = async (
  commands: CommandTable,
  transaction: Writing,
  performance: Performance,
  idempotencyKey: string,
): Promise<OnceOutcome<unknown>> => {
  const { name, input, context } = performance;
  const now = Date.now();
  const oldest = new Date(now - keptMilliseconds).toISOString();
  const fingerprint = fingerprintOf(input);
  const command = name.replace(conditional, "");
  const identity = { actor: context.actor, command, key: idempotencyKey };
  const [known] = (await findOutcome(transaction, context.actor, command, idempotencyKey)).rows;
  if (known !== undefined && known.recorded_at >= oldest) {
    return known.fingerprint === fingerprint
      ? { kind: "done", outcome: JSON.parse(known.outcome), isReplayed: true }
      : { kind: "keyReused" };
  }
  if (known !== undefined) await forget(transaction, identity);
  await forgetSome(transaction, oldest);
  const { outcome, hasChanged } = await perform(commands, transaction, performance);
  if (!hasChanged) return { kind: "done", outcome, isReplayed: false };
  // A record that somebody else made meanwhile is in the way, and so undoes what was done here.
  const record = [fingerprint, JSON.stringify(outcome), new Date(now).toISOString()];
  await insertOutcome(transaction, context.actor, command, idempotencyKey, ...record);
  return { kind: "done", outcome, isReplayed: false };
};

const forgetSome = async (transaction: Writing, oldest: string): Promise<void> => {
  const { rows } = await findSomeOlder(transaction, oldest, forgottenAtOnce);
  for (const identity of rows) await forget(transaction, identity);
};

const forget = async (transaction: Writing, identity: Identity): Promise<void> => {
  await transaction
    .deleteFrom("outcomes")
    .where((where) => where.and(identity))
    .execute();
};
