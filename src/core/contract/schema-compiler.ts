/** Ajv, set up once for the contract: JSON Schema 2020-12, nothing coerced, nothing removed, every error reported. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type ContractDocument, type Schema, withReferences } from "./document.ts";

const schemas = "#/components/schemas/";

/** Keywords of OpenAPI that say nothing about validity. */
const annotations = ["example", "x-scopes", "x-problem-types"];

/** Whether an e-mail address keeps to the lengths of SMTP and DNS (RFC 5321, section 4.5.3.1); its pattern says the rest. */
const isEmailAddress = (text: string): boolean => {
  const domainStart = text.lastIndexOf("@") + 1;
  const labels = text.slice(domainStart).split(".");
  return domainStart <= 65 && labels.every((label) => label.length <= 63);
};

/** References by name alone, which is how the compiler knows the contract's schemas. */
const byName = (value: unknown): unknown => withReferences(value, (reference) => reference.slice(schemas.length));

/** Compiles a schema that may refer to the contract's named schemas (`#/components/schemas/…`). */
export type SchemaCompiler = (schema: Schema) => ValidateFunction;

/** Formats of strings that an application adds, by name. */
export type Formats = Readonly<Record<string, (text: string) => boolean>>;

/**
 * Makes a compiler for the contract. Defaults are filled in where the contract states them; everything else in a value is
 * left as it came. `verbose` lets an error quote the schema that it comes from.
 */
export const createSchemaCompiler = (document: ContractDocument, formats: Formats = {}): SchemaCompiler => {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    useDefaults: true,
    verbose: true,
    // The contract as a whole is checked when it is linted, and again by glue at each start.
    validateSchema: false,
  });
  addFormats.default(ajv);
  // That of ajv-formats bounds no length.
  ajv.addFormat("email", isEmailAddress);
  for (const [name, isValid] of Object.entries(formats)) ajv.addFormat(name, isValid);
  ajv.addVocabulary(annotations);
  for (const [name, schema] of Object.entries(document.components.schemas ?? {})) {
    ajv.addSchema(byName(schema) as Schema, name);
  }
  return (schema) => ajv.compile(byName(schema) as Schema);
};
