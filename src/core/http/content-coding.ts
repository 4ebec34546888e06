/** Content codings of responses (RFC 9110, section 8.4.1): which one a client wants, and bodies in it. */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";
import { type ContentCoding, contentCodings } from "../contract/entity-tags.ts";

/** What is shorter leaves in one packet anyway. */
export const compressibleBytes = 1_024;

// That of @types/negotiator is of an older version, without the options.
type Encodings = (
  available: readonly string[],
  options: { readonly preferred: readonly string[] },
) => readonly string[];

const negotiate = (acceptEncoding: string): ContentCoding | "identity" => {
  const negotiator = new Negotiator({ headers: { "accept-encoding": acceptEncoding } });
  const encodings = negotiator.encodings.bind(negotiator) as Encodings;
  const [best] = encodings([...contentCodings, "identity"], { preferred: contentCodings });
  return contentCodings.find((coding) => coding === best) ?? "identity";
};

const fieldsLimit = 100;
const fieldLength = 256;

/** Nearly all requests have one of a few. */
const known = new LRUCache<string, ContentCoding | "identity">({ max: fieldsLimit, memoMethod: negotiate });

/** The coding that a client wants most; undefined where it wants none of them, or says so at too great a length. */
export const contentCodingFor = (acceptEncoding: string | undefined): ContentCoding | undefined => {
  if (acceptEncoding === undefined || acceptEncoding === "" || acceptEncoding.length > fieldLength) return undefined;
  const coding = known.memo(acceptEncoding);
  return coding === "identity" ? undefined : coding;
};

const compressors: Readonly<Record<ContentCoding, (body: Buffer) => Promise<Buffer>>> = {
  // Of about the speed of gzip, and smaller.
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify<Buffer, Buffer>(gzip),
};

/** The body in a coding; undefined where that does not halve it, and is not worth an entity tag of its own. */
export const compress = async (body: Buffer, coding: ContentCoding): Promise<Buffer | undefined> => {
  if (body.length < compressibleBytes) return undefined;
  const compressed = await compressors[coding](body);
  return compressed.length * 2 <= body.length ? compressed : undefined;
};
