import type { CommandContext } from "../commands/command.ts";
import type { CommandTable } from "../commands/commands.ts";
import type { Writing } from "../tables.ts";
import { changeRowsOf, type RecordChanges, recordAtOnce } from "./record-changes.ts";

/** A command to run. Its types were checked where it was sent (`Writer`). */
export interface Performance {
  readonly name: string;
  readonly input: object;
  readonly context: CommandContext;
  readonly record?: RecordChanges | undefined;
}

/** What a command returned, and whether it changed anything. */
export interface Performed {
  readonly outcome: unknown;
  readonly hasChanged: boolean;
}

type AnyCommand = (...parameters: unknown[]) => Promise<{ outcome: unknown; changes: readonly [] }>;

/** Runs one command and records its changes, in the transaction that it is given. */
export const perform = async (
  commands: CommandTable,
  transaction: Writing,
  { name, input, context, record = recordAtOnce }: Performance,
): Promise<Performed> => {
  if (!Object.hasOwn(commands, name)) throw new Error(`There is no command ${name}`);
  const command = commands[name] as unknown as AnyCommand;
  const { outcome, changes } = await command(transaction, input, context);
  if (changes.length > 0) await record(transaction, changeRowsOf(changes, context));
  return { outcome, hasChanged: changes.length > 0 };
};
