/**
 * Makes the database that the settings name, where there is none, and brings its schema up to date. Run it as a user who
 * may, where those who serve may not. Repeating it changes nothing.
 */
import { app } from "../src/app.ts";
import { readConfig } from "../src/core/settings/config.ts";
import { StartError } from "../src/core/start-error.ts";
import { prepareStore } from "../src/core/store/store.ts";

try {
  await prepareStore(app, readConfig(app));
  process.stderr.write("The schema is up to date.\n");
} catch (error) {
  const isExpected = error instanceof StartError;
  process.stderr.write(`migrate: ${isExpected ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
