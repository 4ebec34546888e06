/** Whether a request fits its operation: path, query, headers and body together, every error at once. */
import type { ValidateFunction } from "ajv/dist/2020.js";
import type { ParameterObject, Schema } from "./document.ts";
import { errorsLimit, type InvalidField, invalidBody, invalidFieldOf, onePerPlace } from "./invalid-field.ts";
import type { Operation } from "./operations.ts";
import { queryReader, textReader } from "./parameters.ts";
import type { SchemaCompiler } from "./schema-compiler.ts";

/** A request as it came, its body parsed. `mediaType` is without parameters and undefined where there is no body. */
export interface RawRequest {
  /** Of the path, decoded. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly mediaType: string | undefined;
  readonly body: unknown;
}

/** A request that fits: its values have the contract's types, defaults filled in. */
export interface ValidInput {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

export type RequestValidation =
  | { readonly valid: true; readonly input: ValidInput }
  | { readonly valid: false; readonly errors: readonly InvalidField[] };

export type RequestValidator = (request: RawRequest) => RequestValidation;

const objectOf = (parameters: readonly ParameterObject[], place: ParameterObject["in"]): Schema => {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  };
};

const schemaOf = ({ parameters }: Operation, body: Schema | undefined): Schema => ({
  type: "object",
  properties: {
    params: objectOf(parameters, "path"),
    query: objectOf(parameters, "query"),
    headers: objectOf(parameters, "header"),
    ...(body && { body }),
  },
});

interface Validators {
  readonly byMediaType: ReadonlyMap<string, ValidateFunction>;
  readonly withoutBody: ValidateFunction;
}

/** One validator for each schema of a body, which takes a request without one too: there is nothing of it to refuse. */
const compileBodies = (operation: Operation, compile: SchemaCompiler): Validators => {
  const bySchema = new Map<string, ValidateFunction>();
  const byMediaType = new Map<string, ValidateFunction>();
  for (const [mediaType, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
    const text = JSON.stringify(schema);
    const validate = bySchema.get(text) ?? compile(schemaOf(operation, schema));
    bySchema.set(text, validate);
    byMediaType.set(mediaType, validate);
  }
  const [first] = bySchema.values();
  return { byMediaType, withoutBody: first ?? compile(schemaOf(operation, undefined)) };
};

/**
 * Makes the validator of an operation. The media type is one that the operation declares, which the door has seen to; a
 * body that is absent though required is one error among the others.
 */
export const createRequestValidator = (operation: Operation, compile: SchemaCompiler): RequestValidator => {
  const { parameters, requestBody } = operation;
  const readPath = textReader(parameters, "path");
  const readQuery = queryReader(parameters);
  const readHeaders = textReader(parameters, "header");
  const { byMediaType, withoutBody } = compileBodies(operation, compile);

  return ({ params, query, headers, mediaType, body }) => {
    const { values, errors } = readQuery(query);
    const input: ValidInput = { params: readPath(params), query: values, headers: readHeaders(headers), body };
    const validate = (mediaType !== undefined && byMediaType.get(mediaType)) || withoutBody;
    const fits = validate(input);
    const absent = requestBody?.required === true && body === undefined;
    if (fits && !absent && errors.length === 0) return { valid: true, input };
    return {
      valid: false,
      errors: onePerPlace([
        ...errors,
        ...(absent ? [invalidBody("", "required", "a body is required")] : []),
        ...(validate.errors ?? []).map(invalidFieldOf),
      ]).slice(0, errorsLimit),
    };
  };
};
