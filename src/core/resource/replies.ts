/** Replies of the operations of a resource, from what its blocks return. */
import { type InvalidField, invalidBody } from "../contract/invalid-field.ts";
import { notFound, type ProblemReply, preconditionFailed, problem } from "../contract/problem.ts";
import type { OnceOutcome } from "../store/writer/perform-once.ts";
import { copyable, entityTagOf } from "./conditions.ts";
import type { Identified } from "./resource.ts";

/** Why a block did not do what it was asked. */
export type Refusal = "missing" | "stale" | "taken";

/** The problem of a refusal. */
export type RefusalReply<Reason> = Reason extends "missing"
  ? ProblemReply<404>
  : Reason extends "stale"
    ? ProblemReply<412>
    : Reason extends "taken"
      ? ProblemReply<409>
      : never;

/** What a request was about, for people. `unique`: the field that two may not have the same value of. */
export interface About {
  readonly noun: string;
  readonly id?: string | number;
  readonly unique?: string;
}

const alreadyExists = ({ noun, unique = "id" }: About): ProblemReply<409> => {
  const errors: readonly InvalidField[] = [invalidBody(`/${unique}`, "unique", `another ${noun} has it`)];
  return problem("already-exists", { detail: `There is a ${noun} with this ${unique} already.`, errors });
};

/** The reply to a refusal. */
export const replyRefused = <Reason extends Refusal>(reason: Reason, about: About): RefusalReply<Reason> => {
  const replies: Readonly<Record<Refusal, () => ProblemReply>> = {
    missing: () => notFound(about.noun, about.id ?? ""),
    stale: preconditionFailed,
    taken: () => alreadyExists(about),
  };
  return replies[reason]() as RefusalReply<Reason>;
};

const isRefusal = (outcome: unknown): outcome is Refusal => typeof outcome === "string";

/** The reply with one entity, or the 404. */
export const replyFound = <Entity>(entity: Entity | undefined, noun: string, id: string | number) =>
  entity === undefined ? notFound(noun, id) : ({ status: 200, body: entity, headers: copyable(entity) } as const);

/** The reply to a change: the entity as it now is. */
export const replyChanged = <Outcome extends Identified | Refusal>(outcome: Outcome, about: About) => {
  if (isRefusal(outcome)) return replyRefused(outcome, about) as RefusalReply<Outcome>;
  const body = outcome as Exclude<Outcome, Refusal>;
  return { status: 200, body, headers: { ETag: entityTagOf(body) } } as const;
};

/** The reply to a creation, done once for an idempotency key. `path` is that of the collection. */
export const replyCreated = <Outcome extends Identified | Refusal>(
  result: OnceOutcome<Outcome>,
  path: string,
  about: About,
) => {
  if (result.kind === "keyReused") {
    return problem("idempotency-key-reused", "This Idempotency-Key was sent before with another body.");
  }
  const { outcome, isReplayed } = result;
  if (isRefusal(outcome)) return replyRefused(outcome, about) as RefusalReply<Outcome>;
  const body = outcome as Exclude<Outcome, Refusal>;
  const replayed: { readonly "Idempotent-Replayed"?: "true" } = isReplayed ? { "Idempotent-Replayed": "true" } : {};
  return {
    status: 201,
    body,
    headers: { ETag: entityTagOf(body), Location: `${path}/${body.id}`, ...replayed },
  } as const;
};
