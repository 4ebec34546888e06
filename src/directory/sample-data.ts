import type { Writing } from "../core/store/tables.ts";
import { perform } from "../core/store/writer/perform.ts";

const context = { actor: "sample-data" };

/** Gives a new directory something to look at, by the commands that everybody uses. */
export const addSampleData = async (transaction: Writing): Promise<void> => {
  await perform(transaction, "putDatum", { key: "key", value: "value" }, context);
  await perform(transaction, "createUser", { name: "Alice", age: 30 }, context);
  await perform(transaction, "createUser", { name: "Bob", age: 25 }, context);
};
