/** What a handler returned, on the wire. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../contract/operations.ts";
import type { ProblemReply } from "../contract/problem.ts";
import { sendProblem } from "./problem-details.ts";

/** An answer as the door sees it; the types of the handlers hold it to the contract. */
export type Answer =
  | ProblemReply
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string | number | undefined>>;
    };

/** JSON is given its charset by Fastify. */
const contentTypeOf = (mediaType: string): string =>
  mediaType.includes("json") ? mediaType : `${mediaType}; charset=utf-8`;

/** The content type of each status of an operation that has content. */
const contentTypesOf = ({ responses }: Operation): ReadonlyMap<number, string> =>
  new Map(
    [...responses].flatMap(([status, { content }]) =>
      Object.keys(content ?? {}).map((mediaType) => [Number(status), contentTypeOf(mediaType)] as const),
    ),
  );

export type Sender = (request: FastifyRequest, reply: FastifyReply, answer: Answer) => FastifyReply;

/** Makes the function that sends an operation's answers, under the media types that the contract gives them. */
export const createSender = (operation: Operation): Sender => {
  const contentTypes = contentTypesOf(operation);
  return (request, reply, answer) => {
    if ("problem" in answer) return sendProblem(request, reply, answer);
    for (const [name, value] of Object.entries(answer.headers ?? {})) {
      if (value !== undefined) reply.header(name, value);
    }
    const contentType = contentTypes.get(answer.status);
    if (contentType !== undefined) reply.type(contentType);
    return reply.code(answer.status).send(answer.body);
  };
};
