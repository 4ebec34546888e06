/** Bodies that are forms of HTML: from their fields to the object that the contract speaks of. */
import type { ContractDocument, MediaTypeObject, Schema } from "./document.ts";
import { itemSchema, memberSchema, parseJson, textParser, typesOf } from "./text-value.ts";

/** The fields of a form as they came, in their order; a file is a field with a name and a media type of its own. */
export class Form {
  readonly fields: readonly (readonly [name: string, value: string | File])[];

  constructor(fields: Form["fields"]) {
    this.fields = fields;
  }
}

/** Makes the function from the text of a field to its value. */
const fieldParser = (document: ContractDocument, schema: Schema): ((text: string) => unknown) => {
  const types = typesOf(document, schema);
  return types.has("object") ? parseJson : textParser(types);
};

/** Makes the function from a form to an object: a field that is there more than once is a list, and so is one that the schema says is. */
export const formReader = (
  document: ContractDocument,
  { schema = {} }: MediaTypeObject,
): ((form: Form) => Readonly<Record<string, unknown>>) => {
  const readField = (name: string, values: readonly (string | File)[]): unknown => {
    const own = memberSchema(document, schema, name) ?? {};
    const isArray = typesOf(document, own).has("array");
    const parse = fieldParser(document, isArray ? itemSchema(document, own) : own);
    const parsed = values.map((value) => (typeof value === "string" ? parse(value) : value));
    return isArray || parsed.length > 1 ? parsed : parsed[0];
  };
  return ({ fields }) => {
    const object: Record<string, unknown> = Object.create(null);
    for (const [name, group] of Map.groupBy(fields, ([each]) => each)) {
      object[name] = readField(
        name,
        group.map(([, value]) => value),
      );
    }
    return object;
  };
};

const isBinary = ({ format, contentEncoding, contentMediaType }: Schema): boolean =>
  format === "binary" || contentEncoding !== undefined || contentMediaType !== undefined;

/** A schema that takes a file wherever it speaks of bytes. */
export const withFiles = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withFiles);
  if (typeof schema !== "object" || schema === null) return schema;
  if (isBinary(schema as Schema)) return {};
  return Object.fromEntries(Object.entries(schema).map(([name, member]) => [name, withFiles(member)]));
};
