import { readContract } from "../generate/contract-source.ts";
import { makeWorkDirectory, resolved, writeJson } from "../redocly/resolved.ts";
import { runRedocly } from "../redocly/run.ts";

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

/** How easily a program can use a contract by what the contract says (`redocly score`). */
export interface Score {
  /** From 0 to 100. */
  readonly agentReadiness: number;
  /** What it is made of, each from 0 to 1. */
  readonly subscores: Readonly<Record<string, number>>;
}

/**
 * Scores the project's contract. Each operation is judged by all that it has: Redocly counts a shared answer, with its examples, for
 * the first operation only that refers to it.
 */
export const scoreOf = async (projectDirectory: string): Promise<Score> => {
  const { root } = await readContract(projectDirectory);
  await using work = await makeWorkDirectory();
  await writeJson(work, "contract.json", resolved(root));
  const { output, errorOutput } = await runRedocly(work.path, ["score", "contract.json", "--format=json"]);
  const score = output.startsWith("{") ? (JSON.parse(output) as Partial<Score>) : {};
  if (score.agentReadiness !== undefined && score.subscores !== undefined) return score as Score;
  throw new Error(`redocly could not score:\n${errorOutput}${output}`);
};
