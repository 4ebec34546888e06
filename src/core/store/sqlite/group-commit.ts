import type { DatabaseSync } from "node:sqlite";
import type { Kysely } from "kysely";
import { createKysely } from "../../database/sqlite/dialect.ts";
import type { InPlace } from "../../database/sqlite/in-place.ts";
import type { CommandTable } from "../commands/commands.ts";
import { StoreError, type StoreFailure } from "../store-error.ts";
import type { Tables } from "../tables.ts";
import { perform } from "../writer/perform.ts";
import { performOnce } from "../writer/perform-once.ts";
import type { ChangeRow, RecordChanges } from "../writer/record-changes.ts";
import { asStoreError } from "./as-store-error.ts";
import { createChangeInsert } from "./change-insert.ts";
import { packError, type RunRequest, type WriterAnswer } from "./messages.ts";

// Bounds how long the first command of a group waits for the last.
const commandsPerCommit = 256;

/** Takes commands that wait, the first first. */
export type TakeCommands = (atMost: number) => readonly RunRequest[];

/** Commits on the only connection that writes. */
export interface GroupCommit {
  /**
   * Takes commands, and commits them together: when this returns, each is on disk or has failed. A command that fails is
   * undone alone. Where the commit fails, or SQLite itself rolled all of it back (as it
   * may when the disk is full), every command of the group fails. When the write lock is not to be had, so does every
   * command that waits, for it would only wait as long again.
   * @throws when the connection is left in a state that cannot go on
   */
  run(take: TakeCommands): Promise<readonly WriterAnswer[]>;
  /** @throws StoreError when the write lock is not to be had, when the disk was full and still is, or when a file was moved. */
  check(): Promise<void>;
}

/** The commits of a connection that nobody else uses, to files that are to be in their place when a commit is acknowledged. */
export const createGroupCommit = (
  connection: DatabaseSync,
  commands: CommandTable,
  isInPlace: InPlace,
): GroupCommit => {
  const transaction = createKysely<Tables>(connection, asStoreError);
  const runAll = createGroupRunner(connection, transaction, commands);
  const begin = preparedRun(connection, "begin immediate");
  const commit = preparedRun(connection, "commit");
  const rollback = preparedRun(connection, "rollback");
  let diskWasFull = false;

  const inTransaction = async <Result>(work: () => Promise<Result>, end: () => void): Promise<Result> => {
    try {
      begin();
      const result = await work();
      requireInPlace(isInPlace);
      end();
      requireInPlace(isInPlace);
      diskWasFull = false;
      return result;
    } catch (error) {
      const failure = asStoreError(error);
      diskWasFull ||= isFailure(failure, "full");
      if (connection.isTransaction) rollback();
      throw failure;
    }
  };

  return {
    run: async (take) => {
      let group = take(commandsPerCommit);
      try {
        return await inTransaction(() => {
          // Those that came while the lock was waited for.
          group = [...group, ...take(commandsPerCommit - group.length)];
          return runAll(group);
        }, commit);
      } catch (error) {
        if (connection.isTransaction) throw error;
        if (isFailure(error, "busy")) group = [...group, ...take(Number.POSITIVE_INFINITY)];
        const failure = packError(error);
        return group.map(({ id }) => ({ id, failure }));
      }
    },
    check: () =>
      inTransaction(async () => {
        if (diskWasFull) takeRoom(connection);
      }, rollback),
  };
};

const requireInPlace = (isInPlace: InPlace): void => {
  if (isInPlace()) return;
  throw new StoreError(
    "moved",
    "The file of the database was moved, replaced or deleted: restart the service when it is back",
  );
};

const createGroupRunner = (connection: DatabaseSync, transaction: Kysely<Tables>, commands: CommandTable) => {
  const savepoint = preparedRun(connection, "savepoint command");
  const release = preparedRun(connection, "release command");
  const undo = preparedRun(connection, "rollback to command");

  const insertChanges = createChangeInsert(connection);

  const runOne = async (
    { id, name, input, context, idempotencyKey }: RunRequest,
    record?: RecordChanges,
  ): Promise<WriterAnswer> => {
    const performance = { name, input, context, record };
    const outcome =
      idempotencyKey === undefined
        ? (await perform(commands, transaction, performance)).outcome
        : await performOnce(commands, transaction, performance, idempotencyKey);
    return { id, outcome };
  };

  /** Does work that is undone when it throws; `onFailure` then tells what to return instead, when the savepoint is gone. */
  const undoable = async <Result>(
    work: () => Promise<Result>,
    onFailure: (error: unknown) => Result | Promise<Result>,
  ): Promise<Result> => {
    savepoint();
    try {
      const result = await work();
      release();
      return result;
    } catch (error) {
      // Without the transaction there is nothing to undo, and the commands before this one are gone too.
      if (!connection.isTransaction) throw error;
      undo();
      release();
      return onFailure(error);
    }
  };

  const runTogether = async (group: readonly RunRequest[]): Promise<readonly WriterAnswer[]> => {
    const answers: WriterAnswer[] = [];
    const rows: ChangeRow[] = [];
    const note: RecordChanges = async (_, changed) => void rows.push(...changed);
    for (const request of group) answers.push(await runOne(request, note));
    if (rows.length > 0) insertChanges(rows);
    return answers;
  };

  const runApart = async (group: readonly RunRequest[]): Promise<readonly WriterAnswer[]> => {
    const answers: WriterAnswer[] = [];
    for (const request of group) {
      const fail = (error: unknown): WriterAnswer => ({ id: request.id, failure: packError(error) });
      answers.push(await undoable(() => runOne(request), fail));
    }
    return answers;
  };

  // Commands seldom fail: what they are expected to refuse, they return. So that all are run as one at first, and once more,
  // each in its own savepoint, when that did not go well.
  return (group: readonly RunRequest[]): Promise<readonly WriterAnswer[]> =>
    undoable(
      () => runTogether(group),
      () => runApart(group),
    );
};

// More than any one command writes.
const roomBytes = 256 * 1024;
const smallCachePages = 8;

/**
 * Takes room on the disk, in a transaction that is then rolled back: with a cache this small, SQLite has to write its
 * pages to the log before the end. Nobody else sees it, and the log uses the room again.
 */
const takeRoom = (connection: DatabaseSync): void => {
  const { cache_size: usual } = connection.prepare("pragma cache_size").get() ?? {};
  try {
    connection.exec(`
      pragma cache_size = ${smallCachePages};
      create table room (content blob);
      insert into room values (zeroblob(${roomBytes}));
    `);
  } finally {
    connection.exec(`pragma cache_size = ${Number(usual)}`);
  }
};

const isFailure = (error: unknown, reason: StoreFailure): boolean =>
  error instanceof StoreError && error.reason === reason;

const preparedRun = (connection: DatabaseSync, text: string): (() => void) => {
  const statement = connection.prepare(text);
  return () => {
    statement.run();
  };
};
