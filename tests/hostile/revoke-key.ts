import { app } from "../../src/app.ts";
import { parseApiKey } from "../../src/core/access/api-key.ts";
import { openStore } from "../../src/core/store/store.ts";
import type { TestRoster } from "../support/roster.ts";

/** Revokes a key in the database, beside the running Roster, as `npm run keys` does. */
export const revokeKey = async ({ config }: TestRoster, key: string): Promise<void> => {
  await using store = await openStore(app, { databaseUrl: config.databaseUrl, sampleData: false });
  await store.writer.run("revokeKey", { id: parseApiKey(key)?.id ?? "" }, { actor: "test" });
};
