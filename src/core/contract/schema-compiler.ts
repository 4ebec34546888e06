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
  const copy = Object.fromEntries(
    Object.entries(schema).map(([name, member]) => [name, asRequestSchema(document, member)]),
  );
  return Array.isArray(copy.required) ? { ...copy, required: requiredInRequest(document, schema as Schema) } : copy;
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
  // That of ajv-formats bounds no length.
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
