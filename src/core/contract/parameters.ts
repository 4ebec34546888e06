/** From the text of an address to the values that the contract speaks of: exactly, or not at all. */
import type { ContractDocument, ParameterObject } from "./document.ts";
import { type InvalidField, invalidParameter } from "./invalid-field.ts";
import { type ParameterStyle, styleOf } from "./parameter-style.ts";

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

const stylesOf = (
  document: ContractDocument,
  parameters: readonly ParameterObject[],
  place: ParameterObject["in"],
): readonly ParameterStyle[] =>
  parameters.filter((parameter) => parameter.in === place).map((parameter) => styleOf(document, parameter));

/** Puts one pair of a query among the values; false where the name was given once already, and may not be given again. */
type Take = (values: Record<string, unknown>, text: string) => boolean;

const takeOnce =
  (name: string, parse: (text: string) => unknown): Take =>
  (values, text) => {
    if (name in values) return false;
    values[name] = parse(text);
    return true;
  };

const takeItem =
  ({ name, parsePart }: ParameterStyle): Take =>
  (values, text) => {
    values[name] ??= [];
    (values[name] as unknown[]).push(parsePart(text));
    return true;
  };

const takeMember =
  ({ name, parsePart }: ParameterStyle, member: string): Take =>
  (values, text) => {
    values[name] ??= Object.create(null);
    const object = values[name] as Record<string, unknown>;
    if (member in object) return false;
    object[member] = parsePart(text, member);
    return true;
  };

const deepName = /^(?<name>[^[\]]+)\[(?<member>[^[\]]+)\]$/;

/** What takes the pairs of a query, by the name that they have there. */
const takersOf = (styles: readonly ParameterStyle[]): ((name: string) => Take | undefined) => {
  const known = new Map<string, Take>();
  const deep = new Map<string, ParameterStyle>();
  for (const style of styles) {
    const { name, shape, parse, explode, members } = style;
    if (shape === "object" && style.style === "deepObject") deep.set(name, style);
    else if (shape === "object" && explode) for (const member of members) known.set(member, takeMember(style, member));
    else if (shape === "array" && explode) known.set(name, takeItem(style));
    else known.set(name, takeOnce(name, parse));
  }
  return (name) => {
    const taker = known.get(name);
    if (taker !== undefined || deep.size === 0) return taker;
    const { name: object = "", member = "" } = deepName.exec(name)?.groups ?? {};
    const style = deep.get(object);
    return style && takeMember(style, member);
  };
};

/**
 * Makes the reader of an operation's query. A parameter that is not declared, is repeated, or is not well-formed
 * percent-encoded UTF-8 is an error; nothing is ignored and nothing is guessed. `others` are read by somebody else.
 */
export const queryReader = (
  document: ContractDocument,
  parameters: readonly ParameterObject[],
  others: readonly string[] = [],
): ((query: string) => Parameters) => {
  const takerOf = takersOf(stylesOf(document, parameters, "query"));
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
        continue;
      }
      const take = takerOf(name);
      if (take === undefined) {
        if (!others.includes(name)) {
          errors.push(invalidParameter(name, "unknown", "is not a parameter of this operation"));
        }
      } else if (!take(values, text)) errors.push(invalidParameter(name, "repeated", "must be given once"));
    }
    return { values, errors };
  };
};

/** The name of a path parameter in a route: the router takes letters, digits and `_` only. */
export const routeName = (name: string): string => name.replaceAll(/\W/g, "_");

/** Makes the reader of parameters that came as text by name: those of the path, decoded by the router, and headers. */
export const textReader = (
  document: ContractDocument,
  parameters: readonly ParameterObject[],
  place: "path" | "header",
): ((texts: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>) => {
  const keyOf = (name: string): string => (place === "header" ? name.toLowerCase() : routeName(name));
  const declared = stylesOf(document, parameters, place).map(({ name, parse }) => ({ name, key: keyOf(name), parse }));
  return (texts) => {
    const values: Record<string, unknown> = Object.create(null);
    for (const { name, key, parse } of declared) {
      const text = texts[key];
      if (typeof text === "string") values[name] = parse(text);
    }
    return values;
  };
};

/** The cookies of a request by name; of two with one name, the first (RFC 6265, section 5.4). */
const cookiesOf = (header: string | undefined): ReadonlyMap<string, string> => {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? "").split(";")) {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, equals).trim();
    // A `+` is itself here.
    if (equals !== -1 && !cookies.has(name)) {
      cookies.set(
        name,
        decode(
          pair
            .slice(equals + 1)
            .trim()
            .replaceAll("+", "%2B"),
        ) ?? "",
      );
    }
  }
  return cookies;
};

/** Makes the reader of parameters in cookies. */
export const cookieReader = (
  document: ContractDocument,
  parameters: readonly ParameterObject[],
): ((header: string | undefined) => Readonly<Record<string, unknown>>) => {
  const declared = stylesOf(document, parameters, "cookie");
  return (header) => {
    const cookies = declared.length === 0 ? undefined : cookiesOf(header);
    const values: Record<string, unknown> = Object.create(null);
    for (const { name, parse } of declared) {
      const text = cookies?.get(name);
      if (text !== undefined) values[name] = parse(text);
    }
    return values;
  };
};
