import type { Command, CommandContext } from "../commands/command.ts";
import { type CommandInput, type CommandName, type CommandOutcome, commands } from "../commands/commands.ts";
import type { Writing } from "../tables.ts";
import { changeRowsOf, type RecordChanges, recordAtOnce } from "./record-changes.ts";

/** Runs one command and has recorded what it changed, in the transaction that it is given. */
export const perform = async <Name extends CommandName>(
  transaction: Writing,
  name: Name,
  input: CommandInput<Name>,
  context: CommandContext,
  record: RecordChanges = recordAtOnce,
): Promise<CommandOutcome<Name>> => {
  if (!Object.hasOwn(commands, name)) throw new Error(`There is no command ${name}`);
  // The name decides the types of input and outcome, which a union of functions cannot say.
  const command = commands[name] as unknown as Command<CommandInput<Name>, CommandOutcome<Name>>;
  const { outcome, changes } = await command(transaction, input, context);
  if (changes.length > 0) await record(transaction, changeRowsOf(changes, context));
  return outcome;
};
