/** A refusal by the door itself, before any handler. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ProblemReply } from "../contract/problem.ts";
import { sendProblem } from "./problem-details.ts";

export interface Refusal {
  readonly failure: ProblemReply;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a refusal. */
export const refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  { failure, headers = {} }: Refusal,
): FastifyReply => sendProblem(request, reply.headers(headers), failure);
