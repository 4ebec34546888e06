import { runFile } from "../run-tool.ts";

/** Formats files of a project, named from its top, as its settings say. */
export const format = async (project: string, files: readonly string[]): Promise<void> => {
  const commandLine = ["check", "--write", "--vcs-enabled=false", ...files];
  if (files.length > 0) await runFile("node_modules/@biomejs/biome/bin/biome", commandLine, project);
};
