import { newman } from "../../scripts/tools/tool.ts";
import type { ProgramOutcome } from "../support/program.ts";
import { guideArguments } from "./guide.ts";
import { runTool } from "./tool.ts";

/** Runs the whole Postman collection against a Roster. */
export const runCollection = (address: string, key: string): Promise<ProgramOutcome> =>
  runTool(newman, [...guideArguments("npx newman@6.2.2", { address, key }), "--color", "off"]);
