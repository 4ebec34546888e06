import { schemathesis } from "../../scripts/tools/tool.ts";
import type { ProgramOutcome } from "../support/program.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { guideArguments, type Values } from "./guide.ts";
import { runTool } from "./tool.ts";

/** Lets Schemathesis generate requests, so many examples an operation. `options` are further ones of it. */
export const fuzz = async (
  { address, key }: Values,
  examples: number,
  options: readonly string[] = [],
): Promise<ProgramOutcome> => {
  // It keeps what it found in the folder that it runs in, and begins with that the next time.
  await using folder = await temporaryDirectory();
  const commandLine = [
    ...guideArguments("pipx run schemathesis==4.32.5", { address, key }),
    "--max-examples",
    String(examples),
    "--continue-on-failure",
    "--no-color",
    ...options,
  ];
  // Its marks are no ASCII, whatever the language of the machine.
  const environment = { ROSTER_KEY: key, PYTHONIOENCODING: "utf-8" };
  return await runTool(schemathesis, commandLine, { cwd: folder.path, environment });
};

/** How many requests it generated, as it says at the end. */
export const generatedRequests = (output: string): number => Number(/(\d+) generated/.exec(output)?.[1] ?? 0);
