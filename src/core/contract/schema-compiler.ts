/** Ajv, set up once for the contract: JSON Schema 2020-12, nothing coerced, nothing removed, every error reported. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type ContractDocument, resolve, type Schema, withReferences } from "./document.ts";

/** Whether an e-mail address keeps to the lengths of SMTP and DNS (RFC 5321, section 4.5.3.1); its pattern says the rest. */
const isEmailAddress = (text: string): boolean => {
  const domainStart = text.lastIndexOf("@") + 1;
  const labels = text.slice(domainStart).split(".");
  return domainStart <= 65 && labels.every((label) => label.length <= 63);
};

/** What an expression is that cannot be one with the flag `u`, which JSON Schema asks for and not all contracts keep to. */
const regExpOf = Object.assign(
  (pattern: string): RegExp => {
    try {
      return new RegExp(pattern, "u");
    } catch {
      return new RegExp(pattern);
    }
  },
  { code: "new RegExp" },
);

/** Compiles a schema that may refer to any place of the contract (`#/…`). */
export type SchemaCompiler = (schema: Schema) => ValidateFunction;

/** Formats of strings that an application adds, by name. */
export type Formats = Readonly<Record<string, (text: string) => boolean>>;

/** Names of required members, without those that only responses have (`readOnly`). */
const requiredInRequest = (document: ContractDocument, { properties, required }: Schema): readonly string[] =>
  (required as readonly string[]).filter((name) => {
    const property = (properties as Readonly<Record<string, Schema>> | undefined)?.[name];
    return property === undefined || (property.readOnly ?? resolve<Schema>(document, property).readOnly) !== true;
  });

/** A copy of a schema whose objects may lack what only responses have. */
const asRequestSchema = (document: ContractDocument, schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => asRequestSchema(document, item));
  if (typeof schema !== "object" || schema === null) return schema;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(schema).map(([name, member]) => [name, asRequestSchema(document, member)]),
  );
  if (!Array.isArray(copy.required)) return copy;
  const required = requiredInRequest(document, schema as Schema);
  return { ...copy, required, ...withoutDefaults(copy.properties, required) };
};

/** A default is for what may be absent: what is required is not filled in. */
const withoutDefaults = (properties: unknown, required: readonly string[]): { readonly properties?: object } => {
  if (typeof properties !== "object" || properties === null) return {};
  const entries = Object.entries(properties as Readonly<Record<string, Schema>>).map(([name, property]) => {
    if (!required.includes(name) || typeof property !== "object") return [name, property];
    const { default: _, ...rest } = property;
    return [name, rest];
  });
  return { properties: Object.fromEntries(entries) };
};

/**
 * Makes a compiler of what requests are held to. Defaults are filled in where the contract states them; everything else in a value is
 * left as it came. `verbose` lets an error quote the schema that it comes from. A keyword or a format that is unknown bounds nothing,
 * as JSON Schema has it.
 */
export const createSchemaCompiler = (document: ContractDocument, formats: Formats = {}): SchemaCompiler => {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    strictNumbers: true,
    useDefaults: true,
    verbose: true,
    logger: false,
    // The contract as a whole is checked when it is generated from.
    validateSchema: false,
    code: { regExp: regExpOf },
  });
  addFormats.default(ajv);
  // Those of ajv-formats bound no length, and no size. The greatest of them is rounded up to a power of two.
  ajv.addFormat("int64", {
    type: "number",
    validate: (value) => Number.isInteger(value) && Math.abs(value) <= 2 ** 63,
  });
  ajv.addFormat("email", isEmailAddress);
  for (const [name, isValid] of Object.entries(formats)) ajv.addFormat(name, isValid);

  const names = new Map<string, string>();
  const nameOf = (reference: string): string => {
    const known = names.get(reference);
    if (known !== undefined) return known;
    const name = `schema:${names.size}`;
    // Before what it refers to, which may refer back to it.
    names.set(reference, name);
    ajv.addSchema(named(resolve<Schema>(document, { $ref: reference })), name);
    return name;
  };
  const named = (schema: Schema): Schema => withReferences(asRequestSchema(document, schema), nameOf) as Schema;
  return (schema) => ajv.compile(named(schema));
};
