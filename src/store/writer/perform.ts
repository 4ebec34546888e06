import type { Command, CommandContext } from "../commands/command.ts";
import { type CommandInput, type CommandName, type CommandOutcome, commands } from "../commands/commands.ts";
import type { Writing } from "../tables.ts";

/** Runs one command and records what it changed, in the transaction that it is given. */
export const perform = async <Name extends CommandName>(
  transaction: Writing,
  name: Name,
  input: CommandInput<Name>,
  context: CommandContext,
): Promise<CommandOutcome<Name>> => {
  if (!Object.hasOwn(commands, name)) throw new Error(`There is no command ${name}`);
  // The name decides the types of input and outcome, which a union of functions cannot say.
  const command = commands[name] as unknown as Command<CommandInput<Name>, CommandOutcome<Name>>;
  const { outcome, changes } = await command(transaction, input, context);
  if (changes.length > 0) {
    const occurred_at = new Date().toISOString();
    const rows = changes.map(({ subject, subjectId, kind }) => ({
      subject,
      subject_id: subjectId,
      kind,
      actor: context.actor,
      occurred_at,
    }));
    await transaction.insertInto("changes").values(rows).execute();
  }
  return outcome;
};
