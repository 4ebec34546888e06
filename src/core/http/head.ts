/** The head of an answer as a list, which costs less to keep, to send and to set than an object. */
import type { FastifyReply } from "fastify";
import { type Conditions, confirmedTag } from "./condition.ts";

/** Names and values in turn; names in lower case, as Fastify sends them: it would make them so each time. */
export const headOf = (headers: Readonly<Record<string, string>>): string[] => {
  const head: string[] = [];
  for (const name in headers) head.push(name.toLowerCase(), headers[name] as string);
  return head;
};

const keptByNotModified: ReadonlySet<string | undefined> = new Set(["etag", "cache-control", "vary"]);

/**
 * The head of a 304 in the place of a 200 (RFC 9110, section 15.4.5). Its entity tag is one that the client named, so that the
 * client knows which of its copies is good, whatever coding that is in.
 */
export const notModifiedHead = (head: readonly string[], conditions: Conditions): readonly string[] => {
  const kept: string[] = [];
  for (let index = 0; index < head.length; index += 2) {
    const [name, value] = [head[index] as string, head[index + 1] as string];
    if (keptByNotModified.has(name)) kept.push(name, name === "etag" ? confirmedTag(conditions, value) : value);
  }
  return kept;
};

/** Sets the headers of a head; what a response varies by is added to what it varies by anyway. */
export const setHead = (reply: FastifyReply, head: readonly string[]): FastifyReply => {
  for (let index = 0; index < head.length; index += 2) {
    const [name, value] = [head[index] as string, head[index + 1] as string];
    const before = name === "vary" ? reply.getHeader("vary") : undefined;
    reply.header(name, before === undefined ? value : `${before}, ${value}`);
  }
  return reply;
};
