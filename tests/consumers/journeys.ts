import { type ProgramOutcome, runProgram } from "../support/program.ts";

/** Walks the journeys through a Roster. */
export const walkJourneys = (address: string, key: string): Promise<ProgramOutcome> =>
  runProgram(
    process.execPath,
    [
      "node_modules/@redocly/cli/bin/cli.js",
      "respect",
      "tests/consumers/journeys.arazzo.yaml",
      "--server",
      `roster=${address}`,
      "--input",
      `key=${key}`,
    ],
    { env: { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" } },
  );
