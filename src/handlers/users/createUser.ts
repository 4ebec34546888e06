import { type ProblemReply, problem } from "../../contract/problem.ts";
import type { User } from "../../store/queries/user-range.ts";
import type { OnceOutcome } from "../../store/writer/perform-once.ts";
import { entityTagOf } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

const keyReused = (): ProblemReply<"idempotency-key-reused"> =>
  problem("idempotency-key-reused", "This Idempotency-Key was sent before with another body.");

const create = async (
  { headers, body, caller }: Input<"createUser">,
  { writer }: Needs<"writer">,
): Promise<OnceOutcome<User>> => {
  const key = headers["Idempotency-Key"];
  if (key !== undefined) return writer.runOnce("createUser", body, caller, key);
  return { kind: "done", outcome: await writer.run("createUser", body, caller), isReplayed: false };
};

export const createUser = async (input: Input<"createUser">, needs: Needs<"writer">): Reply<"createUser"> => {
  const result = await create(input, needs);
  if (result.kind === "keyReused") return keyReused();
  const { outcome: user, isReplayed } = result;
  const replayed = isReplayed ? ({ "Idempotent-Replayed": "true" } as const) : {};
  return {
    status: 201,
    body: user,
    headers: { ETag: entityTagOf(user), Location: `/api/users/${user.id}`, ...replayed },
  };
};
