/** The application: a user directory on the core. */
import type { Application } from "#core";
import type { Commands } from "../generated/commands.ts";
import { handlers } from "../generated/handlers.ts";
import { migrations } from "../generated/migrations.ts";
import { createQueries, type Queries } from "../generated/queries.ts";
import { checkConfig, type DirectoryParts, open } from "./directory/open.ts";
import { addSampleData } from "./directory/sample-data.ts";
import { keyFileBeside } from "./directory/sealing/key-file.ts";
import { type DirectoryConfig, settings } from "./directory/settings.ts";
import { isUserName } from "./directory/user-name.ts";

export const app: Application<DirectoryConfig, Queries, Commands, DirectoryParts> = {
  name: "roster",
  root: new URL("../", import.meta.url),
  // "Rost"
  databaseId: 0x526f7374,
  migrations,
  commands: new URL("../generated/commands.ts", import.meta.url),
  queries: createQueries,
  sampleData: addSampleData,
  filesBeside: (filename) => [keyFileBeside(filename)],
  formats: { "user-name": isUserName },
  settings,
  checkConfig,
  keyCommands: async () => (await import("./directory/key-commands.ts")).keyCommands,
  open,
  handlers,
};
