/** The head of an answer as a list, which costs less to keep, to send and to set than an object. */
import type { FastifyReply } from "fastify";

/** Names and values in turn; names in lower case, as Fastify sends them: it would make them so each time. */
export const headOf = (headers: Readonly<Record<string, string>>): string[] => {
  const head: string[] = [];
  for (const name in headers) head.push(name.toLowerCase(), headers[name] as string);
  return head;
};

const keptByNotModified: ReadonlySet<string | undefined> = new Set(["etag", "cache-control"]);

/** The head of a 304 in the place of a 200 (RFC 9110, section 15.4.5). */
export const notModifiedHead = (head: readonly string[]): readonly string[] => {
  const kept: string[] = [];
  for (let index = 0; index < head.length; index += 2) {
    if (keptByNotModified.has(head[index])) kept.push(head[index] as string, head[index + 1] as string);
  }
  return kept;
};

/** Sets the headers of a head. */
export const setHead = (reply: FastifyReply, head: readonly string[]): FastifyReply => {
  for (let index = 0; index < head.length; index += 2) reply.header(head[index] as string, head[index + 1]);
  return reply;
};
