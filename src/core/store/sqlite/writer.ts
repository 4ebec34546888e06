import { Worker } from "node:worker_threads";
import type { CommandOutcome, CommandTable } from "../commands/commands.ts";
import { StoreError } from "../store-error.ts";
import type { OnceOutcome } from "../writer/perform-once.ts";
import type { Commit, RunningWriter } from "../writer/writer.ts";
import {
  packError,
  unpackError,
  type WorkerSettings,
  type WriterAnswer,
  type WriterReply,
  type WriterRequest,
} from "./messages.ts";
import { createOutbox } from "./outbox.ts";

/** How a writer is started. */
export interface WriterOptions extends WorkerSettings {
  /** Told of every fault that ended the worker. */
  readonly onFault: (error: Error) => void;
  /** Told of every commit, or attempt at one. */
  readonly onCommit: (commit: Commit) => void;
}

const maximumWaiting = 10_000;
const longestPauseMilliseconds = 5_000;

interface Waiting {
  readonly resolve: (outcome: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The worker, or why there is none: it has no end that could be told, as when there are no more threads to be had. */
const createWorker = (settings: WorkerSettings): Worker | Error => {
  try {
    return new Worker(new URL("./worker.ts", import.meta.url), { name: "writer", workerData: settings });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/**
 * Starts the writer's worker. One that ends by a fault is followed by another, at once the first time and after a pause
 * that grows to 5 s as long as none of them answers; the first is not, when it cannot open the file.
 */
export const startWriter = <Commands extends CommandTable>({
  onFault,
  onCommit,
  ...settings
}: WriterOptions): RunningWriter<Commands> => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let pause: NodeJS.Timeout | undefined;
  let disposal: Promise<void> | undefined;
  let launchedOnce = false;
  let faultsInARow = 0;
  let lastId = 0;
  let checks = 0;

  const settle = (answer: WriterAnswer): void => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("failure" in answer) asked?.reject(unpackError(answer.failure));
    else asked?.resolve(answer.outcome);
  };

  const rejectAll = (error: Error): void => {
    const all = [...waiting.values()];
    waiting.clear();
    for (const { reject } of all) reject(error);
  };

  const outbox = createOutbox(
    (requests) => worker?.postMessage(requests),
    (request, error) => {
      if (request.kind !== "close") settle({ id: request.id, failure: packError(error) });
    },
  );

  const launch = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let fault: Error | undefined;
      const end = (cause: Error | undefined): void => {
        worker = undefined;
        outbox.clear();
        rejectAll(new StoreError("stopped", "The writer ended", { cause }));
        reject(cause);
        if (!launchedOnce) return;
        if (cause !== undefined) onFault(cause);
        if (disposal === undefined) relaunch();
      };
      const launched = createWorker(settings);
      if (launched instanceof Error) {
        end(launched);
        return;
      }
      worker = launched;
      launched.on("message", (message: WriterReply) => {
        if (message.kind === "unable") {
          fault = unpackError(message.failure);
          return;
        }
        if (message.kind === "answers") {
          const { answers, commitSeconds: seconds } = message;
          for (const answer of answers) settle(answer);
          if (seconds !== undefined) onCommit({ commands: answers.length, seconds });
        }
        faultsInARow = message.kind === "answers" ? 0 : faultsInARow;
        resolve();
      });
      launched.on("error", (error) => {
        fault = error instanceof Error ? error : new Error(String(error));
      });
      launched.on("exit", (code) => {
        end(fault ?? (code === 0 ? undefined : new Error(`The writer's worker ended with code ${code}`)));
      });
    });

  const relaunch = (): void => {
    const milliseconds = faultsInARow === 0 ? 0 : Math.min(50 * 2 ** faultsInARow, longestPauseMilliseconds);
    faultsInARow += 1;
    // A fault of the launch itself is told by `end`.
    pause = setTimeout(() => void launch().catch(() => {}), milliseconds);
  };

  const ask = (request: (id: number) => WriterRequest): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (disposal !== undefined) throw new StoreError("stopped", "The writer is closed");
      if (worker === undefined) throw new StoreError("stopped", "The writer ended and is about to be started again");
      if (waiting.size >= maximumWaiting) throw new StoreError("busy", "Too many writes wait already");
      lastId += 1;
      outbox.add(request(lastId));
      waiting.set(lastId, { resolve, reject });
    });

  const dispose = async (): Promise<void> => {
    clearTimeout(pause);
    if (worker === undefined) return;
    const ended = Promise.withResolvers<void>();
    worker.once("exit", () => ended.resolve());
    outbox.add({ kind: "close" });
    outbox.flush();
    await ended.promise;
  };

  const ready = launch().then(() => {
    launchedOnce = true;
  });
  return {
    ready,
    waiting: () => waiting.size - checks,
    // The worker answers with what the command of this name returned. Of who acts, it is sent no more than it needs.
    run: (name, input, { actor }) =>
      ask((id) => ({ kind: "run", id, name, input, context: { actor } })) as Promise<
        CommandOutcome<Commands, typeof name>
      >,
    runOnce: (name, input, { actor }, idempotencyKey) =>
      ask((id) => ({ kind: "run", id, name, input, context: { actor }, idempotencyKey })) as Promise<
        OnceOutcome<CommandOutcome<Commands, typeof name>>
      >,
    check: async () => {
      checks += 1;
      await ask((id) => ({ kind: "check", id })).finally(() => {
        checks -= 1;
      });
    },
    [Symbol.asyncDispose]: () => {
      disposal ??= dispose();
      return disposal;
    },
  };
};
