/** From the bytes of a body to a value: UTF-8 and JSON, exactly. */
import { isUtf8 } from "node:buffer";
import type { FastifyInstance } from "fastify";
import { duplicateNamesIn } from "../../contract/duplicate-names.ts";
import { Form } from "../../contract/form.ts";
import { onePerPlace } from "../../contract/invalid-field.ts";
import { formMediaType, isBinary, isJson, multipartMediaType } from "../../contract/media-types.ts";
import { invalidRequest, problem } from "../../contract/problem.ts";
import { bodyLimitBytes, mediaTypeOf } from "../../http/media-type.ts";
import { ProblemError } from "../../pipeline/faults.ts";

const surrogateEscape = /\\u[dD][89a-fA-F]/;

/** Whether every string in the value, names included, is Unicode that can be stored: no surrogate without its pair. */
const isWellFormed = (value: unknown): boolean => {
  const waiting = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string" && !next.isWellFormed()) return false;
    // One push an item: a spread would put a whole array of a hostile length on the stack.
    if (typeof next === "object" && next !== null) {
      for (const [name, member] of Object.entries(next)) waiting.push(name, member);
    }
  }
  return true;
};

/** By what the runtime reads forms with; the bytes are all there, and bounded. */
const readMultipart = async (bytes: Buffer, contentType: string): Promise<Form> => {
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } }).formData();
  return new Form([...form]);
};

const malformed = (detail: string): ProblemError => new ProblemError(problem("malformed-body", detail));

/**
 * Replaces Fastify's parsers by one, for JSON, text, forms and bytes. It goes by every name in `mediaTypes`, since glue warns of each that has no
 * parser; which of them an operation takes is decided before, by `media-type.ts`. What is not UTF-8 is refused and not
 * repaired, and so are names that could change a prototype, or that an object has twice.
 */
export const installBodyParser = (app: FastifyInstance, mediaTypes: readonly string[]): void => {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [...mediaTypes, "*"],
    { parseAs: "buffer", bodyLimit: bodyLimitBytes },
    (request, bytes: Buffer, done) => {
      // No bytes are no body: the validator says so, together with all else that is wrong.
      if (bytes.length === 0) return done(null, undefined);
      const mediaType = mediaTypeOf(request.headers) ?? "";
      if (mediaType === multipartMediaType) {
        readMultipart(bytes, request.headers["content-type"] ?? "").then(
          (form) => done(null, form),
          () => done(malformed("The body is no well-formed multipart/form-data.")),
        );
        return;
      }
      if (isBinary(mediaType) && mediaType !== formMediaType) return done(null, bytes);
      if (!isUtf8(bytes)) return done(malformed("The body is not UTF-8."));
      const text = bytes.toString("utf8");
      if (mediaType === formMediaType) return done(null, new Form([...new URLSearchParams(text)]));
      if (!isJson(mediaType)) return done(null, text);
      parseJson(request, text, (error, value) => {
        if (error) return done(error);
        if (surrogateEscape.test(text) && !isWellFormed(value)) {
          return done(malformed("The body has half a surrogate pair, which is no character."));
        }
        const duplicates = duplicateNamesIn(text);
        if (duplicates.length > 0) return done(new ProblemError(invalidRequest(onePerPlace(duplicates))));
        done(null, value);
      });
    },
  );
};
