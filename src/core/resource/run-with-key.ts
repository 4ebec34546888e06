import type { CommandContext } from "../store/commands/command.ts";
import type { CommandInput, CommandName, CommandOutcome, CommandTable } from "../store/commands/commands.ts";
import type { OnceOutcome } from "../store/writer/perform-once.ts";
import type { Writer } from "../store/writer/writer.ts";

/** Runs a command once for the `Idempotency-Key` of a request; without one, each time. */
export const runWithKey = async <Commands extends CommandTable, Name extends CommandName<Commands>>(
  writer: Pick<Writer<Commands>, "run" | "runOnce">,
  name: Name,
  input: CommandInput<Commands, Name>,
  caller: CommandContext,
  { "Idempotency-Key": key }: { readonly "Idempotency-Key"?: string },
): Promise<OnceOutcome<CommandOutcome<Commands, Name>>> =>
  key === undefined
    ? { kind: "done", outcome: await writer.run(name, input, caller), isReplayed: false }
    : writer.runOnce(name, input, caller, key);
