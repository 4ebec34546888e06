/** The process: arguments, configuration, start, signals, exit code. */
import closeWithGrace from "close-with-grace";
import { ConfigError, parseArguments, readConfig, usage } from "./config.ts";
import { DatabaseError } from "./database/database-error.ts";
import { collectGarbageOfStart } from "./heap.ts";
import { BindingError } from "./http/binding-check.ts";
import { CertificateError } from "./http/certificate.ts";
import { ListenError } from "./http/listen.ts";
import { createLogger, defaultDestination } from "./observe/logger.ts";
import { startService } from "./service.ts";
import { SealingKeyError } from "./store/sealing/sealing-key-error.ts";

/** Beyond the service's own deadlines, for what hangs all the same. */
const graceMilliseconds = 5_000;

/** Expected failures of a start, whose message says it all; anything else is a fault, and its stack is wanted. */
const isExpected = (error: unknown): error is Error =>
  [ConfigError, DatabaseError, SealingKeyError, CertificateError, BindingError, ListenError].some(
    (kind) => error instanceof kind,
  );

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

const start = async (commandLine: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> => {
  const { help, overrides } = parseArguments(commandLine);
  if (help) {
    process.stdout.write(usage);
    return;
  }
  const config = readConfig(overrides, environment);
  const logger = createLogger(config.logLevel, await defaultDestination());
  const starting = startService(config, logger);
  if (environment.npm_lifecycle_event === "start") endWithParent();
  // Before the start is over: a signal that comes early ends it too, and leaves nothing open.
  const delay = (config.drainSeconds + config.shutdownTimeoutSeconds) * 1000 + graceMilliseconds;
  const grace = closeWithGrace({ delay, logger }, async ({ signal, err }) => {
    if (err) logger.fatal({ err }, "an error that nobody handled");
    logger.info({ signal }, "stopping");
    const service = await starting;
    await service[Symbol.asyncDispose]();
    logger.info("stopped");
  });
  try {
    await starting;
    // Now, as next to nobody waits for an answer yet.
    await collectGarbageOfStart();
  } catch (error) {
    grace.uninstall();
    throw error;
  }
};

/** Starts Roster. Resolves to what is to be said of a start that fails: one line, or the stack of what nobody expects. */
export const startFailureText = async (
  commandLine: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> => {
  try {
    await start(commandLine, environment);
    return undefined;
  } catch (error) {
    return `roster: ${isExpected(error) ? error.message : (error as Error).stack}\n`;
  }
};

/** Runs Roster until a signal ends it. A start that fails says one line and leaves the exit code 1. */
export const runProcess = async (commandLine: readonly string[]): Promise<void> => {
  const failure = await startFailureText(commandLine, process.env);
  if (failure === undefined) return;
  process.stderr.write(failure);
  process.exitCode = 1;
};
