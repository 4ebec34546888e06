/** Large bodies, sent at the pace of the client: a connection holds one piece at a time, not a copy of the whole. */
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { Buffers } from "./buffers.ts";

const pieceBytes = 65_536;

/** Whether a body is sent in pieces. */
export const isLarge = ({ length }: { readonly length: number }): boolean => length > pieceBytes;

/** The body in pieces that share its memory. The next one is taken when there is room for it. */
export const inPieces = (body: Buffer): Readable => {
  let position = 0;
  return new Readable({
    highWaterMark: pieceBytes,
    read() {
      const piece = body.subarray(position, position + pieceBytes);
      position += piece.length;
      this.push(piece.length === 0 ? null : piece);
    },
  });
};

/** Sends the large bodies of a server in pieces, and counts what responses take while they wait. */
export const paceBodies = (app: FastifyInstance, buffers: Buffers): void => {
  app.addHook("onSend", ({ method }, reply, payload, done) => {
    setImmediate(buffers.holdUnsent, reply.raw);
    const isWhole = typeof payload === "string" || Buffer.isBuffer(payload);
    if (!isWhole || !isLarge(payload) || method === "HEAD") return done(null, payload);
    const body = typeof payload === "string" ? Buffer.from(payload) : payload;
    reply.header("content-length", String(body.length));
    buffers.holdFor(reply.raw, body, body.length);
    done(null, inPieces(body));
  });
};
