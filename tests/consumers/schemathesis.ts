import { schemathesis } from "../../scripts/tools/tool.ts";
import type { ProgramOutcome } from "../support/program.ts";
import type { LiveRoster } from "./live-roster.ts";
import { runTool } from "./tool.ts";

/** Lets Schemathesis generate requests, so many examples an operation. `options` are further ones of it. */
export const fuzz = (
  { address, key }: Pick<LiveRoster, "address" | "key">,
  examples: number,
  options: readonly string[] = [],
): Promise<ProgramOutcome> =>
  runTool(
    schemathesis,
    [
      "--config-file",
      "tests/consumers/schemathesis.toml",
      "run",
      "openapi.yaml",
      "--url",
      address,
      "--max-examples",
      String(examples),
      "--continue-on-failure",
      "--no-color",
      // What one run found is no part of the next.
      "--generation-database",
      "none",
      ...options,
    ],
    { ROSTER_KEY: key, PYTHONIOENCODING: "utf-8" },
  );

/** How many requests it generated, as it says at the end. */
export const generatedRequests = (output: string): number => Number(/(\d+) generated/.exec(output)?.[1] ?? 0);
