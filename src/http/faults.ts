/** What is thrown, as the caller sees it: one table. Whatever is not in it is a fault, and says nothing. */
import { type ProblemReply, type ProblemType, problem } from "../contract/problem.ts";
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
  full: problem("insufficient-storage", "The disk is full; nothing was stored."),
};

const codes: Readonly<Record<string, readonly [ProblemType, string]>> = {
  FST_ERR_BAD_URL: ["malformed-request", "The address is not well-formed percent-encoded UTF-8."],
  FST_ERR_CTP_BODY_TOO_LARGE: ["content-too-large", "A body may have 65,536 bytes."],
  FST_ERR_CTP_INVALID_JSON_BODY: ["malformed-body", "The body is not well-formed JSON."],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["malformed-request", "The body is not as long as Content-Length says."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["unsupported-media-type", "This media type is not taken here."],
};

/** The answer to something that was thrown. An unknown error is a 500 without a word of its cause. */
export const problemOf = (error: unknown): ProblemReply => {
  if (error instanceof ProblemError) return error.failure;
  if (error instanceof StoreError) return storeProblems[error.reason];
  const known = codes[(error as { code?: string } | undefined)?.code ?? ""];
  return known ? problem(...known) : problem("internal-server-error");
};

/** Whether the operator should know: the caller's own mistakes fill no log. */
export const isFault = ({ status }: ProblemReply): boolean => status >= 500;
