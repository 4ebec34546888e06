import { type ProgramOutcome, runProgram } from "../support/program.ts";
import { guideArguments } from "./guide.ts";

/** Walks the journeys through a Roster. */
export const walkJourneys = (address: string, key: string): Promise<ProgramOutcome> => {
  const commandLine = guideArguments("npx --package @redocly/cli@2.77.0 redocly", { address, key });
  return runProgram(process.execPath, ["node_modules/@redocly/cli/bin/cli.js", ...commandLine], {
    env: { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" },
  });
};
