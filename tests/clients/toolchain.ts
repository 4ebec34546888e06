import { findProgram, runProgram } from "../support/program.ts";

export interface Tool {
  readonly program: string;
  /** The least version that will do; any will where none is named. */
  readonly least?: string;
  /** What makes it print its version; `--version` unless it is something else. */
  readonly versionArgument?: string;
}

/** Whether a version is another one or newer, number by number. */
export const isAtLeast = (version: string, least: string): boolean => {
  const numbers = version.split(".").map(Number);
  const difference = least.split(".").map((number, index) => (numbers[index] ?? 0) - Number(number));
  return (difference.find((number) => number !== 0) ?? 0) >= 0;
};

const hasTool = async ({ program, least, versionArgument = "--version" }: Tool): Promise<boolean> => {
  const file = findProgram(program);
  if (file === undefined || least === undefined) return file !== undefined;
  const { exitCode, output } = await runProgram(file, [versionArgument]);
  const version = /\d+(?:\.\d+)*/.exec(output)?.[0];
  return exitCode === 0 && version !== undefined && isAtLeast(version, least);
};

/** Those that are not installed, or too old, in words. */
export const findMissing = async (tools: readonly Tool[]): Promise<readonly string[]> => {
  const found = await Promise.all(tools.map(hasTool));
  return tools
    .filter((_, index) => found[index] === false)
    .map(({ program, least }) => (least === undefined ? program : `${program} ${least} or newer`));
};
