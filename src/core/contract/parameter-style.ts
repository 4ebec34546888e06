/** How a parameter is spelt (OpenAPI 3.1, section 4.8.12.2): its style, and from its texts to its value. */
import type { ContractDocument, ParameterObject } from "./document.ts";
import { itemSchema, memberNames, memberSchema, type ParseText, parseJson, textParser, typesOf } from "./text-value.ts";

/** What the value of a parameter is made of. */
export type Shape = "value" | "array" | "object" | "json";

export interface ParameterStyle {
  readonly name: string;
  readonly shape: Shape;
  readonly style: string;
  readonly explode: boolean;
  /** The members of an object whose names are parameters themselves (`form`, `explode`). */
  readonly members: readonly string[];
  /** Makes the value out of one text; for an array or an object, out of the text that holds all of it. */
  readonly parse: ParseText;
  /** Makes an item, or a member of this name, out of its own text. */
  readonly parsePart: (text: string, name?: string) => unknown;
}

const defaultStyles = { path: "simple", query: "form", header: "simple", cookie: "form" } as const;

const delimiters: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

const shapeOf = (types: ReadonlySet<string>): Shape => {
  if (types.has("array")) return "array";
  return types.has("object") ? "object" : "value";
};

/** Without what `label` and `matrix` put before a value: `.3`, `;color=3`. */
const withoutPrefix = (text: string, style: string, name: string): string => {
  if (style === "label") return text.replace(/^\./, "");
  if (style !== "matrix") return text;
  const bare = text.replace(/^;/, "");
  return bare.startsWith(`${name}=`) ? bare.slice(name.length + 1) : bare;
};

const fromPairs = (pairs: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> => {
  const object: Record<string, unknown> = Object.create(null);
  for (const [name, value] of pairs) object[name] = value;
  return object;
};

/** The style of a parameter, its defaults filled in. */
export const styleOf = (document: ContractDocument, parameter: ParameterObject): ParameterStyle => {
  const { name, in: place, content } = parameter;
  const { style = defaultStyles[place], explode = style === "form" } = parameter;
  const { schema = {} } = parameter;
  const common = { name, style, explode, members: [] as readonly string[] };
  if (content !== undefined) return { ...common, shape: "json", parse: parseJson, parsePart: (text) => text };
  const shape = shapeOf(typesOf(document, schema));
  if (shape === "value") {
    const parse = textParser(typesOf(document, schema), schema.format);
    return { ...common, shape, parse: (text) => parse(withoutPrefix(text, style, name)), parsePart: parse };
  }
  const items = textParser(typesOf(document, itemSchema(document, schema)));
  const parsePart = (text: string, member?: string): unknown =>
    member === undefined
      ? items(text)
      : textParser(typesOf(document, memberSchema(document, schema, member) ?? {}))(text);
  const delimiter =
    explode && style === "label" ? "." : explode && style === "matrix" ? ";" : (delimiters[style] ?? ",");
  const split = (text: string): readonly string[] => {
    const bare = withoutPrefix(text, style, name);
    return bare === "" ? [] : bare.split(delimiter).map((part) => withoutPrefix(part, style, name));
  };
  if (shape === "array")
    return { ...common, shape, parsePart, parse: (text) => split(text).map((part) => items(part)) };
  const parse = (text: string): unknown => {
    const parts = split(text);
    if (explode) {
      return fromPairs(
        parts.map((part) => {
          const [member = "", ...value] = part.split("=");
          return [member, parsePart(value.join("="), member)] as const;
        }),
      );
    }
    return fromPairs(
      parts.flatMap((member, place) =>
        place % 2 === 0 ? [[member, parsePart(parts[place + 1] ?? "", member)] as const] : [],
      ),
    );
  };
  const members = style === "form" && explode ? memberNames(document, schema) : [];
  return { ...common, shape, members, parse, parsePart };
};
