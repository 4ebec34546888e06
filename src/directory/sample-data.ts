import type { RunCommand } from "#core";
import type { DirectoryCommands } from "./commands/commands.ts";

/** Gives a new directory something to look at. */
export const addSampleData = async (run: RunCommand<DirectoryCommands>): Promise<void> => {
  await run("putDatum", { key: "key", value: "value" });
  await run("createUser", { name: "Alice", age: 30 });
  await run("createUser", { name: "Bob", age: 25 });
};
