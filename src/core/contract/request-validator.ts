/** Whether a request fits its operation: path, query, headers and body together, every error at once. */
import type { ValidateFunction } from "ajv/dist/2020.js";
import type { ContractDocument, MediaTypeObject, ParameterObject, Schema, SecuritySchemeObject } from "./document.ts";
import { Form, formReader, withFiles } from "./form.ts";
import { errorsLimit, type InvalidField, invalidBody, invalidFieldOf, onePerPlace } from "./invalid-field.ts";
import { entryFor, isForm, isJson, isText } from "./media-types.ts";
import type { Operation } from "./operations.ts";
import { cookieReader, queryReader, textReader } from "./parameters.ts";
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
  readonly cookies: Readonly<Record<string, unknown>>;
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
    cookies: objectOf(parameters, "cookie"),
    ...(body && { body }),
  },
});

/** What a body of one media type is made of, and held to. */
interface BodyRules {
  readonly validate: ValidateFunction;
  readonly read: (body: unknown) => unknown;
}

interface Validators {
  readonly byMediaType: Readonly<Record<string, BodyRules>>;
  readonly withoutBody: ValidateFunction;
}

/** The schema that the value of a body is held to: bytes are held to none. */
const bodySchema = (mediaType: string, { schema }: MediaTypeObject): Schema | undefined => {
  if (isForm(mediaType)) return withFiles(schema ?? {}) as Schema;
  return isJson(mediaType) || isText(mediaType) ? schema : undefined;
};

/** One validator for each schema of a body, which takes a request without one too: there is nothing of it to refuse. */
const compileBodies = (document: ContractDocument, operation: Operation, compile: SchemaCompiler): Validators => {
  const bySchema = new Map<string, ValidateFunction>();
  const byMediaType: Record<string, BodyRules> = {};
  for (const [mediaType, media] of Object.entries(operation.requestBody?.content ?? {})) {
    const schema = bodySchema(mediaType, media);
    const text = JSON.stringify(schema) ?? "";
    const validate = bySchema.get(text) ?? compile(schemaOf(operation, schema));
    bySchema.set(text, validate);
    const readForm = formReader(document, media);
    byMediaType[mediaType] = {
      validate,
      // A form without a field has no bytes.
      read: isForm(mediaType) ? (body) => readForm(body instanceof Form ? body : new Form([])) : (body) => body,
    };
  }
  const [first] = bySchema.values();
  return { byMediaType, withoutBody: first ?? compile(schemaOf(operation, undefined)) };
};

/** The names of query parameters that credentials come in. */
const credentialParameters = (document: ContractDocument, { security }: Operation): readonly string[] =>
  security.flatMap(Object.keys).flatMap((name) => {
    const scheme = document.components.securitySchemes?.[name] as SecuritySchemeObject | undefined;
    return scheme?.in === "query" && scheme.name !== undefined ? [scheme.name] : [];
  });

/**
 * Makes the validator of an operation. The media type is one that the operation declares, which the door has seen to; a
 * body that is absent though required is one error among the others.
 */
export const createRequestValidator = (
  document: ContractDocument,
  operation: Operation,
  compile: SchemaCompiler,
): RequestValidator => {
  const { parameters, requestBody } = operation;
  const readPath = textReader(document, parameters, "path");
  const readQuery = queryReader(document, parameters, credentialParameters(document, operation));
  const readHeaders = textReader(document, parameters, "header");
  const readCookies = cookieReader(document, parameters);
  const { byMediaType, withoutBody } = compileBodies(document, operation, compile);

  return ({ params, query, headers, mediaType, body: received }) => {
    const { values, errors } = readQuery(query);
    const rules = mediaType === undefined ? undefined : entryFor(byMediaType, mediaType);
    const validate = rules?.validate ?? withoutBody;
    const body = rules === undefined ? received : rules.read(received);
    const cookies = readCookies(headers.cookie as string | undefined);
    const input: ValidInput = {
      params: readPath(params),
      query: values,
      headers: readHeaders(headers),
      cookies,
      body,
    };
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
