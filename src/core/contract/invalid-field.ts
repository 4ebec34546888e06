/** What is wrong with a request, and where: the items of a problem's `errors`. */
import type { ErrorObject } from "ajv";

type Place = { readonly pointer: string } | { readonly parameter: string } | { readonly header: string };

/** One invalid field. `code` is for programs and never changes; `message` is for people. */
export type InvalidField = Place & { readonly code: string; readonly message: string };

/** As the contract's `Problem.errors` bounds it. */
export const errorsLimit = 100;

/** As the contract's `InvalidField` bounds them. */
const pointerLength = 1024;
const parameterLength = 256;

/** A name as a step of a JSON pointer (RFC 6901, section 3). */
export const escapeToken = (token: string): string => token.replaceAll("~", "~0").replaceAll("/", "~1");
const unescapeToken = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** The beginning of a text, which ends with a whole character: half a surrogate pair is none, and no JSON that all can read. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");

/** Names a parameter of path or query. A name that came from outside is cut to what an answer may hold. */
export const invalidParameter = (name: string, code: string, message: string): InvalidField => ({
  parameter: cut(name, parameterLength),
  code,
  message,
});

/** Names a place in the body by its JSON pointer (RFC 6901); the empty pointer is the body as a whole. */
export const invalidBody = (pointer: string, code: string, message: string): InvalidField => ({
  pointer: cut(pointer, pointerLength),
  code,
  message,
});

/** A form can show a sentence; nobody can read a regular expression. */
const misfit = ({ message, parentSchema }: ErrorObject): string =>
  parentSchema?.description ? `does not fit: ${parentSchema.description.trim()}` : String(message);

const wordings: Readonly<Record<string, (error: ErrorObject) => { code: string; message: string }>> = {
  required: () => ({ code: "required", message: "is required" }),
  additionalProperties: () => ({ code: "unknown", message: "is not a field that this takes" }),
  enum: ({ params }) => ({ code: "enum", message: `must be one of ${params.allowedValues.join(", ")}` }),
  pattern: (error) => ({ code: "pattern", message: misfit(error) }),
  format: (error) => ({ code: "format", message: misfit(error) }),
};

/** The path to what is wrong: for a missing or surplus property, that property and not the object around it. */
const pathOf = ({ instancePath, params }: ErrorObject): string => {
  const property: unknown = params.missingProperty ?? params.additionalProperty;
  return typeof property === "string" ? `${instancePath}/${escapeToken(property)}` : instancePath;
};

/** Translates an error of Ajv, found in `{ params, query, headers, body }`, into the contract's terms. */
export const invalidFieldOf = (error: ErrorObject): InvalidField => {
  const { code, message } = wordings[error.keyword]?.(error) ?? { code: error.keyword, message: String(error.message) };
  const [, part, ...steps] = pathOf(error).split("/");
  if (part === "body") return invalidBody(steps.map((step) => `/${step}`).join(""), code, message);
  const name = unescapeToken(steps.join("/"));
  return part === "headers" ? { header: name, code, message } : invalidParameter(name, code, message);
};

const placeOf = (field: InvalidField): string =>
  "pointer" in field ? `body ${field.pointer}` : "parameter" in field ? `parameter ${field.parameter}` : field.header;

/** Keeps the first thing that is wrong with each field: a form has room for one. */
export const onePerPlace = (fields: readonly InvalidField[]): readonly InvalidField[] =>
  [...new Map(fields.toReversed().map((field) => [placeOf(field), field])).values()].toReversed();
