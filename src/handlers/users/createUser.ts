import { type ProblemReply, problem } from "../../contract/problem.ts";
import type { User } from "../../store/queries/user-range.ts";
import { entityTagOf } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

const keyReused = (): ProblemReply<"idempotency-key-reused"> =>
  problem("idempotency-key-reused", "This Idempotency-Key was sent before with another body.");

const create = async (
  { headers, body, caller }: Input<"createUser">,
  { writer }: Needs<"writer">,
): Promise<User | undefined> => {
  const key = headers["Idempotency-Key"];
  if (key === undefined) return writer.run("createUser", body, caller);
  const result = await writer.runOnce("createUser", body, caller, key);
  return result.kind === "done" ? result.outcome : undefined;
};

export const createUser = async (input: Input<"createUser">, needs: Needs<"writer">): Reply<"createUser"> => {
  const user = await create(input, needs);
  if (user === undefined) return keyReused();
  return { status: 201, body: user, headers: { ETag: entityTagOf(user), Location: `/api/users/${user.id}` } };
};
