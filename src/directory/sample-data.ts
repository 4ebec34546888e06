import type { RunCommand } from "#core";
import type { Commands } from "../../generated/commands.ts";

/** Gives a new directory something to look at. */
export const addSampleData = async (run: RunCommand<Commands>): Promise<void> => {
  await run("putDatum", { key: "key", value: "value" });
  await run("createUser", { name: "Alice", age: 30 });
  await run("createUser", { name: "Bob", age: 25 });
};
