/** What `npm run keys` does beside API keys: keys to encrypt contacts with. */
import type { KeyCommands } from "#core";
import type { Commands } from "../../generated/commands.ts";
import type { Queries } from "../../generated/queries.ts";
import { resealAll } from "./sealing/reseal.ts";
import { formatSealingKey, newSealingKey } from "./sealing/sealing-key.ts";
import type { DirectoryConfig } from "./settings.ts";

export const keyCommands: KeyCommands<DirectoryConfig, Queries, Commands> = {
  "sealing-key": {
    help: "prints a new key for SEALING_KEYS and stores nothing",
    print: () => formatSealingKey(newSealingKey()),
  },
  reseal: {
    help: "moves every contact to the newest key of SEALING_KEYS; it may be interrupted and repeated",
    run: resealAll,
  },
};
