import type { CommandContext } from "../commands/command.ts";
import type { CommandInput, CommandName, CommandOutcome } from "../commands/commands.ts";
import { revisionOf } from "../revision.ts";
import type { Tables, Writing } from "../tables.ts";
import { perform } from "./perform.ts";

/** What came of a command that is run once for a key. */
export type OnceOutcome<Outcome> =
  | { readonly kind: "done"; readonly outcome: Outcome }
  /** The key was used before, for another input; nothing was done. */
  | { readonly kind: "keyReused" };

type Identity = Pick<Tables["outcomes"], "actor" | "command" | "key">;

const keptMilliseconds = 24 * 60 * 60 * 1000;
// Each write that adds a row takes away more than one, so that old rows never pile up, and no write takes away many.
const forgottenAtOnce = 10;

/** The same for inputs that differ in the order of their fields alone. */
const fingerprintOf = (input: object): string =>
  revisionOf(Object.entries(input).toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** Runs a command, or repeats the outcome that its actor was given under this key, in the transaction that it is given. */
export const performOnce = async <Name extends CommandName>(
  transaction: Writing,
  name: Name,
  input: CommandInput<Name>,
  context: CommandContext,
  idempotencyKey: string,
): Promise<OnceOutcome<CommandOutcome<Name>>> => {
  const now = Date.now();
  const oldest = new Date(now - keptMilliseconds).toISOString();
  const fingerprint = fingerprintOf(input);
  const identity = { actor: context.actor, command: name, key: idempotencyKey };
  const known = await transaction
    .selectFrom("outcomes")
    .select(["fingerprint", "outcome", "recorded_at"])
    .where((where) => where.and(identity))
    .executeTakeFirst();
  if (known !== undefined && known.recorded_at >= oldest) {
    return known.fingerprint === fingerprint
      ? { kind: "done", outcome: JSON.parse(known.outcome) }
      : { kind: "keyReused" };
  }
  if (known !== undefined) await forget(transaction, identity);
  await forgetSome(transaction, oldest);
  const outcome = await perform(transaction, name, input, context);
  const record = { fingerprint, outcome: JSON.stringify(outcome), recorded_at: new Date(now).toISOString() };
  // A record that somebody else made meanwhile is in the way, and so undoes what was done here.
  await transaction
    .insertInto("outcomes")
    .values({ ...identity, ...record })
    .execute();
  return { kind: "done", outcome };
};

const forgetSome = async (transaction: Writing, oldest: string): Promise<void> => {
  const some = await transaction
    .selectFrom("outcomes")
    .select(["actor", "command", "key"])
    .where("recorded_at", "<", oldest)
    .orderBy("recorded_at")
    .limit(forgottenAtOnce)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const identity of some) await forget(transaction, identity);
};

const forget = async (transaction: Writing, identity: Identity): Promise<void> => {
  await transaction
    .deleteFrom("outcomes")
    .where((where) => where.and(identity))
    .execute();
};
