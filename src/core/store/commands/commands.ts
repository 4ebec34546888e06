import type { Command } from "./command.ts";
import { createKey } from "./createKey.ts";
import { forgetChanges } from "./forgetChanges.ts";
import { recordKeyUse } from "./recordKeyUse.ts";
import { revokeKey } from "./revokeKey.ts";

/** Commands by name. */
export type CommandTable = Readonly<Record<string, Command<never, unknown, never>>>;

/** The name of a command. */
export type CommandName<Commands extends CommandTable> = keyof Commands & string;

/** What a command is given. */
export type CommandInput<Commands extends CommandTable, Name extends keyof Commands> = Parameters<Commands[Name]>[1];

/** What a command returns. */
export type CommandOutcome<Commands extends CommandTable, Name extends keyof Commands> = Awaited<
  ReturnType<Commands[Name]>
>["outcome"];

/** The writes of the core itself. */
const coreCommands = { createKey, forgetChanges, recordKeyUse, revokeKey } satisfies CommandTable;

export type CoreCommands = typeof coreCommands;

/**
 * Where an application's commands are: a module that exports `commands`. It is a URL, because the thread that writes loads it, too;
 * `Commands` is the type of what it exports.
 */
export type CommandModule<Commands extends CommandTable> = URL & { readonly commands?: Commands };

/** Loads every write of an application, those of the core included. @throws Error where one has the name of a command of the core */
export const loadCommands = async (module: string): Promise<CommandTable> => {
  const { commands } = (await import(module)) as { readonly commands: CommandTable };
  const taken = Object.keys(commands).find((name) => Object.hasOwn(coreCommands, name));
  if (taken !== undefined) throw new Error(`The command ${taken} has the name of one of the core`);
  return { ...coreCommands, ...commands };
};
