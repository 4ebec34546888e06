import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { openConnection } from "../../database/sqlite/connection.ts";
import { createGroupCommit } from "./group-commit.ts";
import {
  packError,
  type RunRequest,
  type WorkerSettings,
  type WriterAnswer,
  type WriterReply,
  type WriterRequest,
} from "./messages.ts";

// The thread that writes. It owns the only connection that does, and runs what waits in the order in which it came. What
// it throws ends it, and the writer starts another.
if (parentPort === null) throw new Error("This is the writer's worker: the writer starts it");
const port = parentPort;

// Bounds how long the first command of a group waits for the last.
const COMMANDS_PER_COMMIT = 256;

const reply = (message: WriterReply): void => port.postMessage(message);
const answer = (...answers: readonly WriterAnswer[]): void => reply({ kind: "answers", answers });

const open = ({ filename, lockWaitMilliseconds }: WorkerSettings) => {
  const connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: lockWaitMilliseconds });
  return { connection, commits: createGroupCommit(connection) };
};

const serve = ({ connection, commits }: ReturnType<typeof open>): void => {
  const waiting: WriterRequest[] = [];
  let working = false;

  const receive = (): void => {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      waiting.push(next.message);
    }
  };

  const takeRuns = (atMost: number): readonly RunRequest[] => {
    receive();
    const runs: RunRequest[] = [];
    for (let [first] = waiting; first?.kind === "run" && runs.length < atMost; [first] = waiting) {
      runs.push(first);
      waiting.shift();
    }
    return runs;
  };

  const runGroup = async (): Promise<void> => {
    const group = takeRuns(COMMANDS_PER_COMMIT);
    answer(...(await commits.run(group, () => takeRuns(COMMANDS_PER_COMMIT - group.length))));
  };

  const check = async (id: number): Promise<void> => {
    waiting.shift();
    await commits.check().then(
      () => answer({ id, outcome: undefined }),
      (error: unknown) => answer({ id, failure: packError(error) }),
    );
  };

  const close = (): void => {
    waiting.length = 0;
    connection.exec("pragma wal_checkpoint(truncate)");
    connection.close();
    port.close();
  };

  const work = async (): Promise<void> => {
    for (receive(); waiting[0] !== undefined; receive()) {
      const [first] = waiting;
      if (first.kind === "run") await runGroup();
      else if (first.kind === "check") await check(first.id);
      else if (first.kind === "close") return close();
      else throw new Error("The writer's worker was told what it does not know");
    }
  };

  port.on("message", (request: WriterRequest) => {
    waiting.push(request);
    if (working) return;
    working = true;
    void work().finally(() => {
      working = false;
    });
  });
};

const start = (): void => {
  try {
    serve(open(workerData));
    reply({ kind: "ready" });
  } catch (error) {
    reply({ kind: "unable", failure: packError(error) });
    port.close();
  }
};

start();
