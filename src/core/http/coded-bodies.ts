/** Bodies that are the same for a long time: each is serialised once, and compressed once for each content coding. */
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

/** The representation in the coding that the client wants, or as it is. `serialize` is called where no one has this body yet. */
export type Encode = (
  request: FastifyRequest,
  headers: Representation["headers"],
  serialize: () => unknown,
) => Promise<Representation>;

const bodiesLimit = 64;
const bytesLimit = 8 * 1024 * 1024;
/** Stands for a body that a coding is not worth it for. */
const none = Buffer.alloc(0);

const bufferOf = (body: unknown): Buffer => {
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === "string") return Buffer.from(body);
  throw new TypeError(`A body is text or a buffer, and no ${typeof body}.`);
};

/** Makes what encodes the responses of operations that are open to everybody: there is nothing secret in them (BREACH). */
export const createEncode = (): Encode => {
  const known = new LRUCache<string, Buffer>({
    max: bodiesLimit,
    maxSize: bytesLimit,
    sizeCalculation: ({ length }) => length + 1,
  });

  /** One buffer for each entity tag, for all who are sent it. */
  const bodyOf = (entityTag: string | undefined, serialize: () => unknown): Buffer => {
    const body = (entityTag && known.get(entityTag)) || bufferOf(serialize());
    if (entityTag !== undefined) known.set(entityTag, body);
    return body;
  };

  return async ({ headers: { "accept-encoding": acceptEncoding } }, headers, serialize) => {
    const { ETag } = headers;
    const varying = { ...headers, Vary: "Accept-Encoding" };
    const coding = contentCodingFor(acceptEncoding);
    const body = bodyOf(ETag, serialize);
    if (coding === undefined) return { headers: varying, body };
    const key = `${coding} ${ETag ?? hash("sha256", body)}`;
    const compressed = known.get(key) ?? (await compress(body, coding)) ?? none;
    known.set(key, compressed);
    if (compressed === none) return { headers: varying, body };
    const coded = { ...varying, ...(ETag !== undefined && { ETag: codedEntityTag(ETag, coding) }) };
    return { headers: { ...coded, "Content-Encoding": coding }, body: compressed };
  };
};
