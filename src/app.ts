/** The application: a user directory on the core. */
import type { Application } from "#core";
import type { DirectoryCommands } from "./directory/commands/commands.ts";
import { migrations } from "./directory/migrations/migrations.ts";
import { checkConfig, type DirectoryParts, open } from "./directory/open.ts";
import { createQueries, type DirectoryQueries } from "./directory/queries/queries.ts";
import { addSampleData } from "./directory/sample-data.ts";
import { keyFileBeside } from "./directory/sealing/key-file.ts";
import { type DirectoryConfig, settings } from "./directory/settings.ts";
import { isUserName } from "./directory/user-name.ts";
import { handlers } from "./handlers/handlers.ts";

export const app: Application<DirectoryConfig, DirectoryQueries, DirectoryCommands, DirectoryParts> = {
  name: "roster",
  root: new URL("../", import.meta.url),
  // "Rost"
  databaseId: 0x526f7374,
  migrations,
  commands: new URL("./directory/commands/commands.ts", import.meta.url),
  queries: (reading) => createQueries(reading),
  sampleData: addSampleData,
  filesBeside: (filename) => [keyFileBeside(filename)],
  formats: { "user-name": isUserName },
  settings,
  checkConfig,
  open,
  handlers,
};
