import type { FileIdentity } from "../../database/sqlite/in-place.ts";
import type { CommandContext } from "../commands/command.ts";
import { StoreError, type StoreFailure } from "../store-error.ts";

/** What the writer's worker is started with. */
export interface WorkerSettings {
  /** The URL of the module with the commands of the application. */
  readonly commands: string;
  readonly filename: string;
  /** The file that the store has opened by that name. */
  readonly opened: FileIdentity | undefined;
  /** How long a commit waits for another process to let go of the write lock. */
  readonly lockWaitMilliseconds: number;
}

/** A command to run. */
export interface RunRequest {
  readonly kind: "run";
  readonly id: number;
  readonly name: string;
  readonly input: object;
  readonly context: CommandContext;
  /** With a key, the command is run once for it, and repeated from the record after that. */
  readonly idempotencyKey?: string | undefined;
}

/** Whether writing works. */
export interface CheckRequest {
  readonly kind: "check";
  readonly id: number;
}

/** What the worker is told. After `close` it is told nothing more, and it ends when it has answered what came before. */
export type WriterRequest = RunRequest | CheckRequest | { readonly kind: "close" };

/** All that it is told in one turn of the event loop: a message costs more than what it holds. */
export type WriterRequests = readonly WriterRequest[];

/** How a request ended. */
export type WriterAnswer =
  | { readonly id: number; readonly outcome: unknown }
  | { readonly id: number; readonly failure: SentError };

/** What the worker tells: once that it is ready, or why it cannot be, and then answers, many at a time. */
export type WriterReply =
  | { readonly kind: "ready" }
  | { readonly kind: "unable"; readonly failure: SentError }
  | {
      readonly kind: "answers";
      readonly answers: readonly WriterAnswer[];
      /** How long the commit took that these commands shared; absent where there was none. */
      readonly commitSeconds?: number;
    };

/** An error on its way to another thread, which a plain clone would strip of its class and its code. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly reason?: StoreFailure;
  readonly cause?: SentError;
}

/** Packs an error. */
export const packError = (error: unknown): SentError => {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  return {
    name: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...("code" in error && typeof error.code === "string" && { code: error.code }),
    ...(error instanceof StoreError && { reason: error.reason }),
    ...(error.cause !== undefined && { cause: packError(error.cause) }),
  };
};

/** Unpacks an error: a StoreError as such, any other as a plain error with the name, code and stack that it had. */
export const unpackError = ({ name, message, stack, code, reason, cause }: SentError): Error => {
  const options = cause === undefined ? {} : { cause: unpackError(cause) };
  const error = reason === undefined ? new Error(message, options) : new StoreError(reason, message, options);
  if (reason === undefined) Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
  if (stack !== undefined) error.stack = stack;
  return code === undefined ? error : Object.assign(error, { code });
};
