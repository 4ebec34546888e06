/** An application: everything that the core is given to serve a contract. */
import type { MapFailure } from "./contract/failures.ts";
import type { Formats } from "./contract/schema-compiler.ts";
import type { Logger } from "./observe/logger.ts";
import type { CoreParts } from "./operations/parts.ts";
import type { Answer } from "./pipeline/answer.ts";
import type { Config } from "./settings/config.ts";
import type { OwnSettings } from "./settings/own-settings.ts";
import type { CommandContext } from "./store/commands/command.ts";
import type { CommandTable } from "./store/commands/commands.ts";
import type { StoreDefinition, WriterOf } from "./store/definition.ts";
import type { Store } from "./store/store-interface.ts";

/** What an application is opened with. */
export interface OpenParts<Own extends object, Queries extends object, Commands extends CommandTable> {
  readonly config: Config & Own;
  /** Those of the application. */
  readonly queries: Queries;
  readonly writer: WriterOf<Commands>;
  readonly logger: Logger;
}

/** What handlers are given: the core's parts, the writer, and what the application opened. */
export type HandlerNeeds<Commands extends CommandTable, Needs extends object> = CoreParts &
  Needs & { readonly writer: Pick<WriterOf<Commands>, "run" | "runOnce"> };

/** What a command of `npm run keys` works with. */
export interface KeyCommandTools {
  /** Who makes the changes, as the change log has it. */
  readonly context: CommandContext;
  /** Shows on standard error how far something is. */
  readonly createProgress: (total: number) => { readonly show: (done: number) => void; readonly end: () => void };
}

/** A command of `npm run keys` that an application adds: it prints a text, or it works on the store; false where something remains to be done. */
export type KeyCommand<Own extends object, Queries extends object, Commands extends CommandTable> = {
  /** What it does, for the help: "prints …". */
  readonly help: string;
} & (
  | { readonly print: () => string }
  | {
      readonly run: (store: Store<Queries, Commands>, config: Config & Own, tools: KeyCommandTools) => Promise<boolean>;
    }
);

/** Those that an application adds, by name. */
export type KeyCommands<Own extends object, Queries extends object, Commands extends CommandTable> = Readonly<
  Record<string, KeyCommand<Own, Queries, Commands>>
>;

/** A handler of whatever types: those of an application are held to its contract where they are declared. */
type AnyHandler = (input: never, needs: never) => Promise<Answer>;

/** `Own` are its settings, `Needs` is what its handlers are given beside the core's parts. */
export interface Application<
  Own extends object = object,
  Queries extends object = object,
  Commands extends CommandTable = CommandTable,
  Needs extends object = object,
> extends StoreDefinition<Queries, Commands> {
  /** In lower case: part of the default name of the database file, and the name of the service in traces. */
  readonly name: string;
  /** The folder with `openapi.yaml` and `generated/`. */
  readonly root: URL;
  /** One for each operation of the contract. */
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /** Formats of strings that the contract uses beside those of JSON Schema. */
  readonly formats?: Formats;
  /** Gives failures, those of the core included, another shape than problem details; `failureByContract` fills what the contract declares. */
  readonly mapFailure?: MapFailure;
  readonly settings?: OwnSettings<Own>;
  /** Throws a StartError when the configuration cannot work; nothing has been opened yet. */
  checkConfig?(config: Config & Own): void;
  /** Loads the commands that it adds to `npm run keys`. */
  keyCommands?(): Promise<KeyCommands<Own, Queries, Commands>>;
  /** Makes what handlers need from the store and the configuration. */
  open?(parts: OpenParts<Own, Queries, Commands>): Promise<Needs>;
}

/** An application of whatever types, with these settings of its own. */
// biome-ignore lint/suspicious/noExplicitAny: what it stores and what it gives to its handlers is its own, and only passes through here.
export type AnyApplication<Own extends object = any> = Application<Own, any, any, any>;
