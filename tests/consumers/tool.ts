/** The tools of `tools/`, for tests. */
import { describe } from "vitest";
import { isInstalled, type Tool } from "../../scripts/tools/tool.ts";
import { type ProgramOutcome, runProgram } from "../support/program.ts";

const isMissing = (tool: Tool): boolean => !isInstalled(tool) && process.env.CI === undefined;

/**
 * Tests with a tool. Where it is not installed they are skipped, and say how to install it; where `CI` is set, they fail.
 */
export const describeWith = (tool: Tool, title: string, tests: () => void): void => {
  const isSkipped = isMissing(tool);
  describe.skipIf(isSkipped)(isSkipped ? `${title} (npm run tools -- ${tool.name})` : title, tests);
};

/** Runs a tool to its end, in the project unless told otherwise. Never rejects. */
export const runTool = (
  { command: [file, ...first] }: Tool,
  commandLine: readonly string[],
  {
    cwd = ".",
    environment = {},
  }: { readonly cwd?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<ProgramOutcome> =>
  runProgram(file, [...first, ...commandLine], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...environment },
  });
