/** From the value of an answer to its text, by the contract's schema. */
import fastJsonStringify from "fast-json-stringify";
import { type ContractDocument, type ResponseObject, resolve, type Schema, withReferences } from "./document.ts";
import { isJson } from "./media-types.ts";
import type { Operation } from "./operations.ts";
import { createSecretFilter } from "./write-only.ts";

type Serialize = (value: unknown) => string;

const contract = "contract";

/** References within the contract, as one who stands outside of it makes them. */
const fromOutside = (value: unknown): unknown => withReferences(value, (reference) => `${contract}${reference}`);

/** What fast-json-stringify takes for a schema, by its types: it asks for a `type` where a reference has none. */
type Described = Parameters<typeof fastJsonStringify>[0];

/** By the status of an answer, which may be a range (`4XX`) or `default`; of those with JSON, but for problems. */
export type Serializers = ReadonlyMap<string, Serialize>;

const plainTypes = ["string", "integer", "number", "boolean", "object", "array"];
const notPlain = ["allOf", "anyOf", "oneOf", "not", "if", "patternProperties", "prefixItems", "additionalProperties"];

/** Whether a value is told by the types of its parts alone, so that the compiled serialiser writes what the schema means. */
const isPlain = (document: ContractDocument, source: unknown, seen = new Set<string>()): boolean => {
  if (typeof source !== "object" || source === null) return false;
  if ("$ref" in source) {
    const reference = String(source.$ref);
    if (seen.has(reference)) return true;
    const stands = reference.startsWith("#/components/schemas/");
    return stands && isPlain(document, resolve(document, source as { $ref: string }), seen.add(reference));
  }
  const { type, properties = {}, items, ...rest } = source as Schema;
  if (typeof type !== "string" || !plainTypes.includes(type)) return false;
  if (notPlain.some((keyword) => keyword in rest && rest[keyword] !== false && rest[keyword] !== undefined)) {
    const { additionalProperties, ...others } = rest;
    const isMap = Object.keys(properties as object).length === 0 && isPlain(document, additionalProperties, seen);
    if (!isMap || notPlain.some((keyword) => keyword in others)) return false;
  }
  // An object of which nothing is said may have any member.
  const isOpen =
    type === "object" && Object.keys(properties as object).length === 0 && !("additionalProperties" in rest);
  if (isOpen) return false;
  const parts = [...Object.values(properties as object), ...(type === "array" ? [items] : [])];
  return parts.every((part) => isPlain(document, part, seen));
};

/** The schema of the JSON that a response has; undefined where it has none, or is a problem. */
const jsonSchemaOf = ({ content = {} }: ResponseObject): Schema | undefined => {
  const json = Object.entries(content).find(([mediaType]) => isJson(mediaType));
  return json === undefined || json[0] === "application/problem+json" ? undefined : (json[1].schema ?? {});
};

/**
 * Makes the function that makes the serialisers of an operation. Where the types of a schema say all, they are those that Fastify itself
 * would write its answers with, and what the schema does not declare is left out; any other value is written as it is.
 */
export const createSerializers = (document: ContractDocument): ((operation: Operation) => Serializers) => {
  const { schemas = {} } = document.components;
  const outside = { [contract]: { components: { schemas } } as unknown as Described };
  const compile = (schema: Schema): Serialize => {
    const filter = createSecretFilter(document, schema);
    if (filter !== undefined) return (value) => JSON.stringify(filter(value));
    return isPlain(document, schema)
      ? fastJsonStringify(fromOutside(schema) as Described, { schema: outside })
      : (value) => JSON.stringify(value);
  };
  return ({ responses }) =>
    new Map(
      [...responses].flatMap(([status, response]) => {
        const schema = jsonSchemaOf(response);
        return schema === undefined ? [] : [[status, compile(schema)] as const];
      }),
    );
};
