/** The process: arguments, configuration, start, signals, exit code. */
import closeWithGrace from "close-with-grace";
import type { AnyApplication } from "../application.ts";
import { collectGarbageOfStart } from "../heap.ts";
import { createLogOutput, type LogOutput } from "../observe/log-output.ts";
import { createLogger, type Logger } from "../observe/logger.ts";
import { parseArguments, usage } from "../settings/arguments.ts";
import { type Config, readConfig } from "../settings/config.ts";
import { StartError } from "../start-error.ts";
import { notifySystemd } from "./notify.ts";
import { startService } from "./service.ts";

/** Beyond the service's own deadlines, for what hangs all the same. */
const graceMilliseconds = 5_000;

const parentIntervalMilliseconds = 500;

/**
 * Hands on what npm does not: its `SIGTERM` ends the shell between it and this process, and goes no further. This process has another
 * parent then.
 */
const endWithParent = (): void => {
  const parent = process.ppid;
  const look = (): void => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  };
  const timer = setInterval(look, parentIntervalMilliseconds).unref();
};

/** Runs on a log that is there already, so that a start that fails is in it, too. */
const start = async (
  application: AnyApplication,
  config: Config,
  log: ProcessLog,
  environment: NodeJS.ProcessEnv,
): Promise<void> => {
  const { logger, output } = log;
  const starting = startService(application, config, logger, output.droppedLines);
  if (environment.npm_lifecycle_event === "start") endWithParent();
  const onNotNotified = (error: Error): void => logger.warn({ err: error }, "systemd could not be told");
  // Before the start is over: a signal that comes early ends it too, and leaves nothing open.
  const delay = (config.drainSeconds + config.shutdownTimeoutSeconds) * 1000 + graceMilliseconds;
  const grace = closeWithGrace({ delay, logger }, async ({ signal, err }) => {
    if (err) logger.fatal({ err }, "an error that nobody handled");
    logger.info({ signal }, "stopping");
    notifySystemd("STOPPING=1", onNotNotified);
    const service = await starting;
    await service[Symbol.asyncDispose]();
    logger.info("stopped");
    await output.flush();
  });
  try {
    await starting;
    notifySystemd("READY=1", onNotNotified);
    // Now, as next to nobody waits for an answer yet.
    await collectGarbageOfStart();
  } catch (error) {
    grace.uninstall();
    throw error;
  }
};

interface ProcessLog {
  readonly logger: Logger;
  readonly output: LogOutput;
}

const createLog = async (level: string): Promise<ProcessLog> => {
  const output = await createLogOutput({
    onRecovery: (lines) => logger.warn({ lines }, "lines of the log were dropped, because they could not be written"),
  });
  const logger = createLogger(level, output);
  return { logger, output };
};

/** A start that failed. */
export interface StartFailure {
  /** One line, or the stack where it is a fault. */
  readonly text: string;
  /** That of the process; undefined where its settings are what is wrong. */
  readonly log: ProcessLog | undefined;
}

/** Starts an application. Resolves to why it failed, or to undefined. */
export const failureOfStart = async (
  application: AnyApplication,
  commandLine: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<StartFailure | undefined> => {
  let log: ProcessLog | undefined;
  try {
    const { help, overrides } = parseArguments(commandLine);
    if (help) {
      process.stdout.write(usage);
      return undefined;
    }
    const config = readConfig(application, overrides, environment);
    log = await createLog(config.logLevel);
    await start(application, config, log, environment);
    return undefined;
  } catch (error) {
    return { text: error instanceof StartError ? error.message : String((error as Error).stack), log };
  }
};

/**
 * Runs an application until a signal ends it. A start that fails says why on standard error, and in the log, unless people read that too; it
 * leaves the exit code 1.
 */
export const runProcess = async (application: AnyApplication, commandLine: readonly string[]): Promise<void> => {
  // That nobody can be told what is wrong must not be what ends the process.
  process.stderr.on("error", () => {});
  const failure = await failureOfStart(application, commandLine, process.env);
  if (failure === undefined) return;
  process.exitCode = 1;
  process.stderr.write(`${application.name}: ${failure.text}\n`);
  if (process.stdout.isTTY) return;
  const { logger, output } = failure.log ?? (await createLog("fatal"));
  logger.fatal({ reason: failure.text }, "the start failed");
  await output.flush();
};
