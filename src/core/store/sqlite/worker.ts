import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { openConnection } from "../../database/sqlite/connection.ts";
import { createInPlace } from "../../database/sqlite/in-place.ts";
import { collectGarbage } from "../../heap.ts";
import { type CommandTable, loadCommands } from "../commands/commands.ts";
import { createGroupCommit } from "./group-commit.ts";
import {
  packError,
  type RunRequest,
  type WorkerSettings,
  type WriterAnswer,
  type WriterReply,
  type WriterRequest,
  type WriterRequests,
} from "./messages.ts";

// The thread that writes. It owns the only connection that does, and runs what waits in the order in which it came. What
// it throws ends it, and the writer starts another.
if (parentPort === null) throw new Error("This is the writer's worker: the writer starts it");
const port = parentPort;

const garbageDelayMilliseconds = 1_000;

const reply = (message: WriterReply): void => port.postMessage(message);
const answer = (answers: readonly WriterAnswer[]): void => reply({ kind: "answers", answers });

const open = ({ filename, opened, lockWaitMilliseconds }: WorkerSettings, commands: CommandTable) => {
  const connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: lockWaitMilliseconds });
  const isInPlace = createInPlace(filename, opened);
  const commits = createGroupCommit(connection, commands, isInPlace);
  // Its statements have opened the write-ahead log.
  isInPlace();
  return { connection, commits };
};

const serve = ({ connection, commits }: ReturnType<typeof open>): void => {
  const commands: RunRequest[] = [];
  const checks: number[] = [];
  let closing = false;
  let working = false;

  const accept = (request: WriterRequest): void => {
    if (request.kind === "run") commands.push(request);
    else if (request.kind === "check") checks.push(request.id);
    else if (request.kind === "close") closing = true;
    else throw new Error("The writer's worker was told what it does not know");
  };

  const acceptAll = (requests: WriterRequests): void => {
    for (const request of requests) accept(request);
  };

  const receive = (): void => {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      acceptAll(next.message);
    }
  };

  const take = (atMost: number): readonly RunRequest[] => {
    receive();
    return commands.splice(0, atMost);
  };

  // One answer for all who ask, so that asking often does not keep commands waiting.
  const check = async (): Promise<void> => {
    const ids = checks.splice(0);
    await commits.check().then(
      () => answer(ids.map((id) => ({ id, outcome: undefined }))),
      (error: unknown) => answer(ids.map((id) => ({ id, failure: packError(error) }))),
    );
  };

  const commit = async (): Promise<void> => {
    const start = performance.now();
    const answers = await commits.run(take);
    reply({ kind: "answers", answers, commitSeconds: (performance.now() - start) / 1000 });
  };

  const close = (): void => {
    connection.exec("pragma wal_checkpoint(truncate)");
    connection.close();
    port.close();
  };

  const work = async (): Promise<void> => {
    for (receive(); commands.length + checks.length > 0; receive()) {
      if (commands.length > 0) await commit();
      if (checks.length > 0) await check();
    }
    if (closing) close();
  };

  port.on("message", (requests: WriterRequests) => {
    acceptAll(requests);
    if (working) return;
    working = true;
    // What work throws is not handled, and so ends the worker.
    void work().finally(() => {
      working = false;
    });
  });
};

const start = async (): Promise<void> => {
  try {
    const settings: WorkerSettings = workerData;
    serve(open(settings, await loadCommands(settings.commands)));
    reply({ kind: "ready" });
    // That of the start, when the start is over.
    setTimeout(collectGarbage, garbageDelayMilliseconds).unref();
  } catch (error) {
    reply({ kind: "unable", failure: packError(error) });
    port.close();
  }
};

await start();
