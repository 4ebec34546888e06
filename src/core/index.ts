/**
 * All that an application may import of the core, as `#core`. Importing it loads little, because the thread that writes imports it,
 * too; what a server needs is loaded when it is started.
 */

import type { AnyApplication } from "./application.ts";

export type { Principal } from "./access/principal.ts";
export type { Application, HandlerNeeds, KeyCommands, KeyCommandTools, OpenParts } from "./application.ts";
export type { EventStream, ServerSentEvent } from "./contract/event-stream.ts";
export { failureByContract, type MapFailure } from "./contract/failures.ts";
export type * as contract from "./contract/handler.ts";
export { type InvalidField, invalidParameter } from "./contract/invalid-field.ts";
export {
  createProblemFactory,
  invalidRequest,
  notFound,
  type ProblemReply,
  preconditionFailed,
  problem,
} from "./contract/problem.ts";
export type { Formats } from "./contract/schema-compiler.ts";
export type { CodePointRange, Engine } from "./database/engine.ts";
export { engineOf } from "./database/engine-of.ts";
export { foldName } from "./database/fold-name.ts";
export { hold, holdTable } from "./database/hold.ts";
export { parseDatabaseUrl } from "./database/location.ts";
export type { Migration } from "./database/migration.ts";
export {
  createLinkTable,
  createPageIndexes,
  createResourceTable,
  flag,
  integer,
  json,
  real,
  text,
} from "./database/table.ts";
export { coreOperations } from "./operations/operations.ts";
export type { CoreParts } from "./operations/parts.ts";
export { type ConditionalCreation, createOnCondition } from "./resource/commands/create-on-condition.ts";
export { createOne } from "./resource/commands/create-one.ts";
export { deleteOne, type EndDependants } from "./resource/commands/delete-one.ts";
export { updateOne } from "./resource/commands/update-one.ts";
export {
  answerDeletion,
  conditionOf,
  copyable,
  entityTagOf,
  isConditional,
} from "./resource/conditions.ts";
export type { CursorCodec } from "./resource/cursor.ts";
export { createFinder } from "./resource/find-one.ts";
export { deleteLink, endLinks, type Link, putLink } from "./resource/link.ts";
export { createLinkedPageReader, type LinkedPageRequest } from "./resource/pages/linked-page.ts";
export { createPageReader, type PageRequest, type ReadPage } from "./resource/pages/page.ts";
export type { Page } from "./resource/pages/page-of.ts";
export { beginningWith, between } from "./resource/pages/range.ts";
export { replyChanged, replyCreated, replyFound, replyRefused } from "./resource/replies.ts";
export { replyPage } from "./resource/reply-page.ts";
export type { Resource, UniqueResource } from "./resource/resource.ts";
export { runWithKey } from "./resource/run-with-key.ts";
export { statementsOf } from "./resource/statements.ts";
export type { Config } from "./settings/config.ts";
export { defineSettings, type OwnSettings } from "./settings/own-settings.ts";
export { StartError } from "./start-error.ts";
export type { Command, CommandContext, CommandResult } from "./store/commands/command.ts";
export type {
  CommandInput,
  CommandModule,
  CommandName,
  CommandOutcome,
  CommandTable,
  CoreCommands,
} from "./store/commands/commands.ts";
export { compiledOnce } from "./store/commands/compiled-once.ts";
export type { RunCommand, StoreDefinition, WriterOf } from "./store/definition.ts";
export { createShapes, withParameters } from "./store/queries/compiled.ts";
export { type Condition, fits } from "./store/revision.ts";
export { StoreError } from "./store/store-error.ts";
export type { Store } from "./store/store-interface.ts";
export type { Reading, Tables, Writing } from "./store/tables.ts";
export { compareCodePoints, prefixEnd } from "./store/text-order.ts";
export type { OnceOutcome } from "./store/writer/perform-once.ts";
export type { Writer } from "./store/writer/writer.ts";

/**
 * Runs an application until a signal ends it, with the arguments of the command line. A start that fails says why on standard error,
 * and leaves the exit code 1.
 */
export const runProcess = async (application: AnyApplication, commandLine: readonly string[]): Promise<void> =>
  (await import("./service/process.ts")).runProcess(application, commandLine);
