/** Cursors: a place in a list, signed, so that only Roster can have made it, and for this list only. */
import { createHmac, timingSafeEqual } from "node:crypto";

export interface CursorCodec {
  /** The cursor for a position in the list that `list` describes. */
  readonly encode: (position: readonly (string | number)[], list: CursorList) => string;
  /** The position, or undefined when the cursor is not one that was made for this list. */
  readonly decode: (cursor: string, list: CursorList) => readonly (string | number)[] | undefined;
}

/** What a cursor is bound to: the operation, its sort and its filters. */
export type CursorList = readonly (string | number | undefined)[];

const signatureBytes = 16;

/** Makes the codec. `secret` is the same in every process that serves the same database. */
export const createCursorCodec = (secret: Buffer): CursorCodec => {
  const sign = (payload: string, list: CursorList): string =>
    createHmac("sha256", secret)
      .update(JSON.stringify([payload, ...list.map((item) => item ?? null)]))
      .digest()
      .subarray(0, signatureBytes)
      .toString("base64url");
  return {
    encode: (position, list) => {
      const payload = Buffer.from(JSON.stringify(position)).toString("base64url");
      return `${payload}.${sign(payload, list)}`;
    },
    decode: (cursor, list) => {
      const [payload = "", signature = "", ...rest] = cursor.split(".");
      // As text: several texts stand for the same bytes in base64, and only one of them was given out.
      const actual = Buffer.from(signature);
      const expected = Buffer.from(sign(payload, list));
      if (rest.length > 0 || actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined;
      return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    },
  };
};
