import { newman } from "../../scripts/tools/tool.ts";
import type { ProgramOutcome } from "../support/program.ts";
import { runTool } from "./tool.ts";

/** Runs the whole Postman collection against a Roster. */
export const runCollection = (address: string, key: string): Promise<ProgramOutcome> =>
  runTool(newman, [
    "run",
    "generated/roster.postman_collection.json",
    "--env-var",
    `baseUrl=${address}`,
    "--env-var",
    `apiKey=${key}`,
    "--color",
    "off",
  ]);
