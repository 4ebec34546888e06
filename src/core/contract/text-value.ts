/** From a text of an address, a header or a form to the value that a schema speaks of: exactly, or not at all. */
import { type ContractDocument, resolve, type Schema } from "./document.ts";

const decimalInteger = /^-?(?:0|[1-9][0-9]*)$/;
const decimalNumber = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** Schemas that say together, or by turns, what a value is. */
export const combining = ["allOf", "anyOf", "oneOf"] as const;

/** The types that a value of a schema may have, as far as it says; none: it does not. */
export const typesOf = (document: ContractDocument, source: Schema, depth = 0): ReadonlySet<string> => {
  // Deeper than anybody nests what stands in an address; a schema may contain itself.
  if (depth > 8) return new Set();
  const schema = resolve<Schema>(document, source);
  const own = [schema.type ?? []].flat() as unknown as readonly string[];
  const inner = combining.flatMap((keyword) =>
    ((schema[keyword] ?? []) as readonly Schema[]).flatMap((each) => [...typesOf(document, each, depth + 1)]),
  );
  const known = [schema.const, ...((schema.enum ?? []) as readonly unknown[])].filter((value) => value !== undefined);
  const ofValues = own.length === 0 ? known.map((value) => (value === null ? "null" : typeof value)) : [];
  return new Set([...own, ...inner, ...ofValues]);
};

/** Whether an integer is one of 64 bits, which a number cannot tell at the ends. */
const isInt64 = (text: string): boolean => BigInt.asIntN(64, BigInt(text)) === BigInt(text);

/** Makes a value out of a text. */
export type ParseText = (text: string) => unknown;

/** The value of a text that is JSON. Other text stays text, for the validator to refuse. */
export const parseJson: ParseText = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/**
 * Makes the parser for texts of these types. Text that is not exactly a value of one of them stays text, for the validator to refuse:
 * `0x10`, ` 5` and `05` are no integers.
 */
export const textParser = (types: ReadonlySet<string>, format?: unknown): ParseText => {
  const isInteger = types.has("integer");
  const isNumber = types.has("number");
  const isBoolean = types.has("boolean");
  const isNull = types.has("null") && !types.has("string");
  if (!isInteger && !isNumber && !isBoolean && !isNull) return (text) => text;
  return (text) => {
    if (isInteger && decimalInteger.test(text) && (format !== "int64" || isInt64(text))) return Number(text);
    if (isNumber && decimalNumber.test(text)) return Number(text);
    if (isBoolean && (text === "true" || text === "false")) return text === "true";
    return isNull && (text === "null" || text === "") ? null : text;
  };
};

/** The schema of a member of an object; undefined where the schema does not name it. */
export const memberSchema = (
  document: ContractDocument,
  source: Schema,
  name: string,
  depth = 0,
): Schema | undefined => {
  if (depth > 8) return undefined;
  const schema = resolve<Schema>(document, source);
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
  if (Object.hasOwn(properties, name)) return properties[name];
  for (const keyword of combining) {
    for (const each of (schema[keyword] ?? []) as readonly Schema[]) {
      const found = memberSchema(document, each, name, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return typeof schema.additionalProperties === "object" ? (schema.additionalProperties as Schema) : undefined;
};

/** The names of the members of an object that a schema knows. */
export const memberNames = (document: ContractDocument, source: Schema, depth = 0): readonly string[] => {
  if (depth > 8) return [];
  const schema = resolve<Schema>(document, source);
  const inner = combining.flatMap((keyword) =>
    ((schema[keyword] ?? []) as readonly Schema[]).flatMap((each) => memberNames(document, each, depth + 1)),
  );
  return [...new Set([...Object.keys((schema.properties ?? {}) as object), ...inner])];
};

/** The schema of the items of an array; `{}` where it says nothing of them. */
export const itemSchema = (document: ContractDocument, source: Schema): Schema => {
  const schema = resolve<Schema>(document, source);
  if (typeof schema.items === "object" && schema.items !== null) return schema.items as Schema;
  for (const keyword of combining) {
    for (const each of (schema[keyword] ?? []) as readonly Schema[]) {
      const { items } = resolve<Schema>(document, each);
      if (typeof items === "object" && items !== null) return items as Schema;
    }
  }
  return {};
};
