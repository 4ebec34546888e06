/** Members that only requests have (`writeOnly`), and that no response may show. */
import { type ContractDocument, resolve, type Schema } from "./document.ts";
import { combining } from "./text-value.ts";

type Properties = Readonly<Record<string, Schema>>;

const isWriteOnly = (document: ContractDocument, property: Schema): boolean =>
  property.writeOnly === true ||
  (typeof property.$ref === "string" && resolve<Schema>(document, property).writeOnly === true);

const partsOf = (document: ContractDocument, source: Schema): readonly Schema[] => {
  const schema = resolve<Schema>(document, source);
  return [schema, ...combining.flatMap((keyword) => (schema[keyword] ?? []) as readonly Schema[])];
};

/** Whether a value of this schema may have such a member, at any depth. */
const hasWriteOnly = (document: ContractDocument, source: Schema, seen = new Set<Schema>()): boolean => {
  const schema = resolve<Schema>(document, source);
  if (seen.has(schema)) return false;
  seen.add(schema);
  const properties = Object.values((schema.properties ?? {}) as Properties);
  const inner = [...partsOf(document, schema).slice(1), ...properties, schema.items, schema.additionalProperties];
  return (
    properties.some((property) => isWriteOnly(document, property)) ||
    inner.some((each) => typeof each === "object" && each !== null && hasWriteOnly(document, each as Schema, seen))
  );
};

const strip = (document: ContractDocument, source: Schema, value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  let stripped: unknown = value;
  for (const part of partsOf(document, source))
    stripped = stripPart(document, resolve<Schema>(document, part), stripped);
  return stripped;
};

const stripPart = (document: ContractDocument, schema: Schema, value: unknown): unknown => {
  const { items, properties = {}, additionalProperties } = schema;
  if (Array.isArray(value)) {
    return typeof items === "object" ? value.map((item) => strip(document, items as Schema, item)) : value;
  }
  const own = properties as Properties;
  const entries = Object.entries(value as object).flatMap(([name, member]) => {
    const property = Object.hasOwn(own, name) ? own[name] : (additionalProperties as Schema | undefined);
    if (typeof property !== "object") return [[name, member]];
    return isWriteOnly(document, property) ? [] : [[name, strip(document, property, member)]];
  });
  return Object.fromEntries(entries);
};

/** Makes the function that takes such members out of a value; undefined where its schema has none. */
export const createSecretFilter = (
  document: ContractDocument,
  schema: Schema,
): ((value: unknown) => unknown) | undefined =>
  hasWriteOnly(document, schema) ? (value) => strip(document, schema, value) : undefined;
