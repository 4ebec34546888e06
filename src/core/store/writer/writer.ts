import type { CommandContext } from "../commands/command.ts";
import type { CommandInput, CommandName, CommandOutcome, CommandTable, CoreCommands } from "../commands/commands.ts";
import type { OnceOutcome } from "./perform-once.ts";

/** The only way to write. */
export interface Writer<Commands extends CommandTable = CoreCommands> {
  /**
   * Runs a command and records its changes; when this resolves, both are on disk.
   * @throws StoreError `busy` when a lock was not had in time or too much waits already, `full` when the disk is full:
   * nothing was written. `stopped` when the writer ended or the database is gone: whether this was written is not known,
   * unless the writer had been closed before.
   */
  run<Name extends CommandName<Commands>>(
    name: Name,
    input: CommandInput<Commands, Name>,
    context: CommandContext,
  ): Promise<CommandOutcome<Commands, Name>>;
  /**
   * Runs a command as `run` does, but once for a key: who comes with the same key again within 24 hours is given the
   * outcome of the first time, and nothing is done. The key counts for this actor and this command; with another input
   * it is `keyReused`. The record is kept in the transaction of the write, so that it survives what the write survives.
   */
  runOnce<Name extends CommandName<Commands>>(
    name: Name,
    input: CommandInput<Commands, Name>,
    context: CommandContext,
    idempotencyKey: string,
  ): Promise<OnceOutcome<CommandOutcome<Commands, Name>>>;
  /** @throws StoreError when writing is impossible now. */
  check(): Promise<void>;
}

/** A writer that runs until it is disposed of: it then does what waits, commits, and lets go of the database. */
export interface RunningWriter<Commands extends CommandTable = CoreCommands> extends Writer<Commands>, AsyncDisposable {
  /** Resolves when writing works, and rejects when it cannot. What is run before, waits. */
  readonly ready: Promise<void>;
  /** How many commands have not been answered yet. */
  readonly waiting: () => number;
}

/** Commands that shared a commit. */
export interface Commit {
  readonly commands: number;
  /** From when the first was taken until all were on disk, or had failed. */
  readonly seconds: number;
}
