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

/** Every write of an application, those of the core included. */
export interface CommandSet {
  readonly commands: CommandTable;
  /** Commands that do the same for a client as another: an idempotency key counts for both together. */
  readonly sameForKeys: Readonly<Record<string, string>>;
}

/**
 * Where an application's commands are: a module that exports `commands` and perhaps `sameForKeys`. It is a URL, because the
 * thread that writes loads it, too; `Commands` is the type of what it exports.
 */
export type CommandModule<Commands extends CommandTable> = URL & { readonly commands?: Commands };

/** Loads the commands of an application. @throws Error where one has the name of a command of the core */
export const loadCommands = async (module: string): Promise<CommandSet> => {
  const { commands, sameForKeys = {} } = (await import(module)) as Partial<CommandSet> & Pick<CommandSet, "commands">;
  const taken = Object.keys(commands).find((name) => Object.hasOwn(coreCommands, name));
  if (taken !== undefined) throw new Error(`The command ${taken} has the name of one of the core`);
  return { commands: { ...coreCommands, ...commands }, sameForKeys };
};
