/** Bodies in content codings, for responses that are the same for a long time: each is compressed once. */
import { hash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { codedEntityTag } from "../contract/entity-tags.ts";
import { compress, contentCodingFor } from "./content-coding.ts";

/** What is sent, beside the headers of every response. */
export interface Representation {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The representation in the coding that the client wants, or as it is. */
export type Encode = (request: FastifyRequest, representation: Representation) => Promise<Representation>;

const bodiesLimit = 32;
const bytesLimit = 4 * 1024 * 1024;
/** Stands for a body that a coding is not worth it for. */
const none = Buffer.alloc(0);

/** Makes what encodes the responses of an operation that is open to everybody: there is nothing secret in them (BREACH). */
export const createEncode = (): Encode => {
  const known = new LRUCache<string, Buffer>({
    max: bodiesLimit,
    maxSize: bytesLimit,
    sizeCalculation: ({ length }) => length + 1,
  });
  return async ({ headers: { "accept-encoding": acceptEncoding } }, { headers, body }) => {
    const varying = { ...headers, Vary: "Accept-Encoding" };
    const coding = contentCodingFor(acceptEncoding);
    if (coding === undefined || (typeof body !== "string" && !Buffer.isBuffer(body))) return { headers: varying, body };
    const key = `${coding} ${headers.ETag ?? hash("sha256", body)}`;
    const compressed = known.get(key) ?? (await compress(Buffer.from(body), coding)) ?? none;
    known.set(key, compressed);
    if (compressed === none) return { headers: varying, body };
    const { ETag } = headers;
    const coded = { ...varying, ...(ETag !== undefined && { ETag: codedEntityTag(ETag, coding) }) };
    return { headers: { ...coded, "Content-Encoding": coding }, body: compressed };
  };
};
