/** What is thrown, as the caller sees it: one table. Whatever is not in it is a fault, and says nothing. */
import { type ProblemReply, problem } from "../contract/problem.ts";
import { contentTooLarge } from "../http/media-type.ts";
import { StoreError } from "../store/store-error.ts";

/** A failure that is thrown where nothing can be returned: in a hook or in a parser of Fastify. */
export class ProblemError extends Error {
  readonly failure: ProblemReply;

  constructor(failure: ProblemReply) {
    super(failure.problem.detail ?? failure.problem.type);
    this.failure = failure;
  }
}

const storeProblems: Record<StoreError["reason"], ProblemReply> = {
  busy: problem("unavailable", "The database is busy."),
  stopped: problem("unavailable", "The database is not there at the moment."),
  moved: problem("unavailable", "The file of the database was moved or replaced; no write is acknowledged."),
  full: problem("insufficient-storage", "The disk is full; nothing was stored."),
};

/** By the code of Fastify's error. */
const fastifyProblems: Readonly<Record<string, ProblemReply>> = {
  FST_ERR_BAD_URL: problem("malformed-request", "The address is not well-formed percent-encoded UTF-8."),
  FST_ERR_CTP_BODY_TOO_LARGE: contentTooLarge,
  FST_ERR_CTP_INVALID_JSON_BODY: problem("malformed-body", "The body is not well-formed JSON."),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problem("malformed-request", "The body is not as long as Content-Length says."),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem("unsupported-media-type", "This media type is not taken here."),
};

/** The answer to something that was thrown. An unknown error is a 500 without a word of its cause. */
export const problemOf = (error: unknown): ProblemReply => {
  if (error instanceof ProblemError) return error.failure;
  if (error instanceof StoreError) return storeProblems[error.reason];
  return fastifyProblems[(error as { code?: string } | undefined)?.code ?? ""] ?? problem("internal-server-error");
};

/** Whether the operator should know: the caller's own mistakes fill no log. */
export const isFault = ({ status }: ProblemReply): boolean => status >= 500;
