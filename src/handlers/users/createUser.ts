import {
  type CommandInput,
  type CommandName,
  type CommandOutcome,
  conditionOf,
  entityTagOf,
  isConditional,
  type OnceOutcome,
  type Principal,
  type ProblemReply,
  preconditionFailed,
  problem,
} from "#core";
import type { DirectoryCommands } from "../../directory/commands/commands.ts";
import type { User } from "../../directory/queries/user-range.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

const keyReused = (): ProblemReply<422> =>
  problem("idempotency-key-reused", "This Idempotency-Key was sent before with another body.");

type Writes = Needs<"writer">["writer"];

/** Runs a command once for a key; without one, each time. */
const runPerhapsOnce = async <Name extends CommandName<DirectoryCommands>>(
  writer: Writes,
  name: Name,
  input: CommandInput<DirectoryCommands, Name>,
  caller: Principal,
  key: string | undefined,
): Promise<OnceOutcome<CommandOutcome<DirectoryCommands, Name>>> =>
  key === undefined
    ? { kind: "done", outcome: await writer.run(name, input, caller), isReplayed: false }
    : writer.runOnce(name, input, caller, key);

/** The page that `GET` of the same path returns, which the conditions of a `POST` are about: the defaults of `listUsers`. */
const page = { limit: 50, sort: "id" } as const;

const create = async (
  { headers, body, caller }: Input<"createUser">,
  { writer }: Needs<"writer">,
): Promise<OnceOutcome<User | "stale">> => {
  const key = headers["Idempotency-Key"];
  if (isConditional(headers)) {
    const input = { ...body, page, ...conditionOf(headers) };
    return runPerhapsOnce(writer, "createUserOnCondition", input, caller, key);
  }
  return runPerhapsOnce(writer, "createUser", body, caller, key);
};

export const createUser = async (input: Input<"createUser">, needs: Needs<"writer">): Reply<"createUser"> => {
  const result = await create(input, needs);
  if (result.kind === "keyReused") return keyReused();
  const { outcome: user, isReplayed } = result;
  if (user === "stale") return preconditionFailed();
  const replayed = isReplayed ? ({ "Idempotent-Replayed": "true" } as const) : {};
  return {
    status: 201,
    body: user,
    headers: { ETag: entityTagOf(user), Location: `/api/users/${user.id}`, ...replayed },
  };
};
