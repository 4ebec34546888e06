import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));

/** What Redocly's CLI answered. */
interface Answer {
  readonly output: string;
  readonly errorOutput: string;
}

/** Runs Redocly's CLI, which calls nobody; it fails by its exit code when it finds something, and that is an answer too. */
const runRedocly = (projectDirectory: string, commandLine: readonly string[]): Promise<Answer> =>
  new Promise((resolve) => {
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
    const options = { cwd: projectDirectory, env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [cli, ...commandLine], options, (_error, output, errorOutput) =>
      resolve({ output, errorOutput }),
    );
  });

/** Something that a rule found. */
export interface LintProblem {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  /** The file, from the top of the project, as Redocly spells it. */
  readonly file: string;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
}

interface LintReport {
  readonly problems: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly message: string;
    readonly location: readonly {
      readonly source: { readonly ref: string };
      readonly pointer: string;
      readonly start: { readonly line: number; readonly col: number };
    }[];
  }[];
}

/**
 * Lints the files with the rules of the project's `redocly.yaml`, in one process. Throws an `Error` with Redocly's own
 * words when it could not finish one of them: a rule that throws, a file that is absent, a mistaken configuration.
 */
export const lintFiles = async (
  projectDirectory: string,
  files: readonly string[],
): Promise<readonly LintProblem[]> => {
  const { output, errorOutput } = await runRedocly(projectDirectory, [
    ...["lint", "--format=json", "--max-problems=1000", "--config=redocly.yaml", "--lint-config=error"],
    ...files,
  ]);
  // One JSON text for each file, one after the other; each ends with a brace at the beginning of a line.
  const reports = output.split(/(?<=^\})(?=\{)/gmu).filter((report) => report.startsWith("{"));
  if (reports.length !== files.length) throw new Error(`redocly could not lint:\n${errorOutput}${output}`);
  return reports
    .flatMap((report) => (JSON.parse(report) as LintReport).problems)
    .map(({ ruleId, severity, message, location: [place] }) => ({
      rule: ruleId,
      severity,
      message,
      file: place?.source.ref ?? "",
      pointer: place?.pointer ?? "",
      line: place?.start.line ?? 0,
      column: place?.start.col ?? 0,
    }));
};

/** How easily a program can use the contract by what the contract says, 0 to 100 (`redocly score`). */
export const agentReadinessOf = async (projectDirectory: string, file: string): Promise<number> => {
  const { output, errorOutput } = await runRedocly(projectDirectory, ["score", file, "--format=json"]);
  const score = output.startsWith("{") ? (JSON.parse(output) as { readonly agentReadiness?: unknown }) : {};
  if (typeof score.agentReadiness === "number") return score.agentReadiness;
  throw new Error(`redocly could not score:\n${errorOutput}${output}`);
};
