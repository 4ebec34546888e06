/** From the text of an address to the values that the contract speaks of: exactly, or not at all. */
import type { ParameterObject } from "./document.ts";
import { type InvalidField, invalidParameter } from "./invalid-field.ts";

const decimalInteger = /^-?(?:0|[1-9][0-9]*)$/;

/**
 * The value that a parameter's text stands for. Text that is not exactly a value of the parameter's type stays text, for
 * the validator to refuse: `0x10`, `1e1`, ` 5` and `05` are no integers.
 */
const parseText = (text: string, type: unknown): unknown => {
  if (type === "integer" && decimalInteger.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
};

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
};

/** Values by name, and what is wrong with the text that they came from. */
export interface Parameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly InvalidField[];
}

/** The type of each parameter that is declared for this place. */
const typesOf = (parameters: readonly ParameterObject[], place: ParameterObject["in"]): ReadonlyMap<string, unknown> =>
  new Map(parameters.filter((parameter) => parameter.in === place).map(({ name, schema }) => [name, schema.type]));

/**
 * Makes the reader of an operation's query. A parameter that is not declared, is repeated, or is not well-formed
 * percent-encoded UTF-8 is an error; nothing is ignored and nothing is guessed.
 */
export const queryReader = (parameters: readonly ParameterObject[]): ((query: string) => Parameters) => {
  const types = typesOf(parameters, "query");
  return (query) => {
    const values: Record<string, unknown> = Object.create(null);
    const errors: InvalidField[] = [];
    for (const pair of query.split("&")) {
      if (pair === "") continue;
      const equals = pair.indexOf("=");
      const rawName = equals === -1 ? pair : pair.slice(0, equals);
      const name = decode(rawName);
      const text = equals === -1 ? "" : decode(pair.slice(equals + 1));
      if (name === undefined || text === undefined) {
        errors.push(invalidParameter(name ?? rawName, "encoding", "is not well-formed percent-encoded UTF-8"));
      } else if (!types.has(name)) {
        errors.push(invalidParameter(name, "unknown", "is not a parameter of this operation"));
      } else if (name in values) {
        errors.push(invalidParameter(name, "repeated", "must be given once"));
      } else {
        values[name] = parseText(text, types.get(name));
      }
    }
    return { values, errors };
  };
};

/** Makes the reader of parameters that came as text by name: those of the path, decoded by the router, and headers. */
export const textReader = (
  parameters: readonly ParameterObject[],
  place: "path" | "header",
): ((texts: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>) => {
  const keyOf = (name: string): string => (place === "header" ? name.toLowerCase() : name);
  const declared = [...typesOf(parameters, place)].map(([name, type]) => ({ name, key: keyOf(name), type }));
  return (texts) => {
    const values: Record<string, unknown> = Object.create(null);
    for (const { name, key, type } of declared) {
      const text = texts[key];
      if (typeof text === "string") values[name] = parseText(text, type);
    }
    return values;
  };
};
