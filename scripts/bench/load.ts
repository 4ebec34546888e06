/** Load by wrk, and what came of it. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ask, headersOf, type Target } from "./ask.ts";
import { type Case, type LoadRequest, outdating } from "./cases.ts";
import type { AnswerModel } from "./directory-model.ts";
import { pinned } from "./processors.ts";
import type { RunningSubject } from "./running.ts";
import { type Verified, verify } from "./verify.ts";

const run = promisify(execFile);
const script = fileURLToPath(new URL("./load.lua", import.meta.url));

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50Microseconds: number;
  readonly p99Microseconds: number;
  /** Of the processor, for each request, in all processes of the subject. */
  readonly processorMicroseconds: number;
  /** On the heap of its main thread, for each request; only of a subject that was started to tell. */
  readonly allocatedBytes: number | undefined;
}

export interface LoadOptions {
  readonly seconds: number;
  readonly core: number | undefined;
  readonly model: AnswerModel;
  /** For what wrk has to read. */
  readonly directory: string;
  readonly connections?: number;
  /** A pause of each connection before each request, on average, for a load below the peak. */
  readonly pauseMilliseconds?: number;
}

const variables = (prefix: string, target: Target, request: LoadRequest, entityTag?: string) => ({
  [`${prefix}_METHOD`]: request.method,
  [`${prefix}_PATH`]: request.path,
  ...(request.body !== undefined && { [`${prefix}_BODY`]: request.body }),
  [`${prefix}_HEADERS`]: Object.entries(headersOf(request, target, entityTag))
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n"),
});

const writePaths = (directory: string, paths: readonly string[]): string => {
  const file = join(directory, "paths.txt");
  writeFileSync(file, paths.join("\n"));
  return file;
};

interface WrkReport {
  readonly requests: number;
  readonly seconds: number;
  readonly refused: number;
  readonly broken: number;
  readonly p50: number;
  readonly p99: number;
}

const runWrk = async (
  target: Target,
  measured: Case,
  paths: readonly string[] | undefined,
  { entityTag }: Verified,
  { seconds, core, directory, connections = measured.connections, pauseMilliseconds = 0 }: LoadOptions,
): Promise<WrkReport> => {
  const commandLine = [
    "-t1",
    "-c",
    String(connections),
    "-d",
    `${seconds}s`,
    "--timeout",
    "30s",
    "-s",
    script,
    target.address,
  ];
  const [command, words] = pinned(core, "wrk", commandLine);
  const { stdout } = await run(command, words, {
    env: {
      PATH: process.env.PATH,
      ...variables("USUAL", target, measured.request, entityTag),
      ...(paths && { USUAL_PATHS_FILE: writePaths(directory, paths) }),
      ...(measured.mixed && {
        ...variables("OTHER", target, measured.mixed.request),
        OTHER_SHARE: String(measured.mixed.share),
      }),
      PAUSE_MILLISECONDS: String(pauseMilliseconds),
    },
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
};

const expectRight = (
  { title }: Case,
  { requests, refused, broken }: WrkReport,
  { status }: Verified,
  paths: readonly string[] | undefined,
): void => {
  const wrong = status >= 400 ? requests - refused : refused;
  if (requests === 0 || broken > 0 || wrong > 0) {
    throw new Error(`${title}: of ${requests} requests ${wrong} had another status and ${broken} broke`);
  }
  if (paths !== undefined && requests > paths.length) {
    throw new Error(
      `${title}: ${requests} requests for ${paths.length} paths, so that not all were the first: take fewer seconds`,
    );
  }
};

/** After a write, no answer that was kept holds. */
const outdate = async (target: Target, { title }: Case): Promise<void> => {
  const { status } = await ask(target, outdating);
  if (status !== 201) throw new Error(`${title}: the write before was answered ${status}`);
};

/** Puts the load of a case on a subject. Throws when the subject does not answer as it has to, before and under the load. */
export const load = async (
  subject: RunningSubject,
  measured: Case,
  paths: readonly string[] | undefined,
  options: LoadOptions,
): Promise<LoadResult> => {
  const verified = await verify(subject, measured, paths, options.model);
  if (paths !== undefined) await outdate(subject, measured);
  const before = { seconds: subject.processorSeconds(), bytes: await subject.allocatedBytes() };
  const report = await runWrk(subject, measured, paths, verified, options);
  const after = { seconds: subject.processorSeconds(), bytes: await subject.allocatedBytes() };
  expectRight(measured, report, verified, paths);
  const { requests, seconds, p50, p99 } = report;
  return {
    requestsPerSecond: requests / seconds,
    p50Microseconds: p50,
    p99Microseconds: p99,
    processorMicroseconds: ((after.seconds - before.seconds) / requests) * 1_000_000,
    allocatedBytes:
      before.bytes === undefined || after.bytes === undefined ? undefined : (after.bytes - before.bytes) / requests,
  };
};
