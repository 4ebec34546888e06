/** The settings of the directory, beside those of the core. */

import { EnvError, makeValidator } from "envalid";
import { defineSettings } from "#core";
import { parseSealingKeys, type SealingKey } from "./sealing/sealing-key.ts";

const sealingKeys = makeValidator<readonly SealingKey[]>((text) => {
  try {
    return parseSealingKeys(text);
  } catch (error) {
    throw new EnvError(`is no list of keys: ${(error as Error).message}`);
  }
});

/** What the directory adds to the configuration. */
export interface DirectoryConfig {
  /** What contacts are encrypted with, newest first; none: a key file beside the database has one. */
  readonly sealingKeys: readonly SealingKey[];
}

export const settings = defineSettings(
  {
    SEALING_KEYS: sealingKeys({
      default: [],
      desc: "Keys that contacts are sealed with, newest first: `id:key`, with commas between them. Needed with `NODE_ENV=production` and with PostgreSQL; else a file beside the database has one.",
    }),
  },
  ({ SEALING_KEYS }): DirectoryConfig => ({ sealingKeys: SEALING_KEYS }),
);
