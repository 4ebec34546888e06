/**
 * Reading a contract that may be mistaken: a place is a value together with its path, so that whatever is wrong with it
 * can be said with its position.
 */

/** The names and indexes that lead from the top of the contract to a value. */
export type Path = readonly (string | number)[];

/** A value of the contract and where it stands; `value` is undefined where the contract has nothing. */
export interface Place {
  readonly value: unknown;
  readonly path: Path;
}

/** What is wrong with the contract, and where. Its message is one line. */
export class ContractMistake extends Error {
  readonly path: Path;

  constructor(message: string, path: Path) {
    super(message.replaceAll(/\s+/g, " ").trim());
    this.name = "ContractMistake";
    this.path = path;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The path as a JSON pointer in a URI fragment (RFC 6901), as a `$ref` spells it. */
const pointerTo = (path: Path): string =>
  `#/${path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;

/** The path that a `$ref` inside the same document names. */
export const pathOfPointer = (pointer: string): readonly string[] =>
  pointer
    .replace(/^#\/?/, "")
    .split("/")
    .filter((part) => part !== "")
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));

const partOf = (value: unknown, name: string | number): unknown => {
  if (Array.isArray(value)) return value[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
};

/** The place that the names lead to; its value is undefined when the contract has nothing there. */
export const at = (place: Place, ...names: Path): Place => ({
  value: names.reduce(partOf, place.value),
  path: [...place.path, ...names],
});

/** The entries of an object in the contract's order; none when it is absent. Throws `ContractMistake` for anything else. */
export const entriesOf = (place: Place): readonly (readonly [string, Place])[] => {
  if (place.value === undefined) return [];
  if (!isObject(place.value)) throw new ContractMistake(`${pointerTo(place.path)} must be an object`, place.path);
  return Object.keys(place.value).map((name) => [name, at(place, name)] as const);
};

/** The items of an array; none when it is absent. Throws `ContractMistake` for anything else. */
export const itemsOf = (place: Place): readonly Place[] => {
  if (place.value === undefined) return [];
  if (!Array.isArray(place.value)) throw new ContractMistake(`${pointerTo(place.path)} must be an array`, place.path);
  return place.value.map((_, index) => at(place, index));
};

/** The text that stands here. Throws `ContractMistake` when there is none, or an empty one. */
export const textOf = (place: Place): string => {
  if (typeof place.value === "string" && place.value.trim() !== "") return place.value.trim();
  throw new ContractMistake(`${pointerTo(place.path)} must be a text that is not empty`, place.path);
};

/** The integer that stands here. Throws `ContractMistake` when there is none. */
export const integerOf = (place: Place): number => {
  if (typeof place.value === "number" && Number.isSafeInteger(place.value)) return place.value;
  throw new ContractMistake(`${pointerTo(place.path)} must be an integer`, place.path);
};

/**
 * The place itself, or the one that its `$ref` names, over any number of them. Throws `ContractMistake` when a reference
 * leaves the document, leads to nothing or leads back to itself.
 */
export const follow = (root: Place, place: Place, seen: readonly string[] = []): Place => {
  const reference = at(place, "$ref");
  if (reference.value === undefined) return place;
  const target = textOf(reference);
  if (!target.startsWith("#/")) throw new ContractMistake(`${target} leaves the contract`, reference.path);
  if (seen.includes(target)) throw new ContractMistake(`${target} leads back to itself`, reference.path);
  const found = at(root, ...pathOfPointer(target));
  if (found.value === undefined) throw new ContractMistake(`${target} does not exist`, reference.path);
  return follow(root, found, [...seen, target]);
};

/** Whether what stands here is data, in which a `$ref` refers to nothing: an `example`, a `value`, a `default`. */
export const holdsData = ({ path }: Place): boolean =>
  ["example", "value", "default", "enum", "const"].includes(String(path.at(-1))) && path.at(-2) !== "properties";

/** Every reference object at or below the place, but not those in data. */
export const referencesIn = (place: Place): readonly Place[] => {
  const { value } = place;
  if (holdsData(place) || typeof value !== "object" || value === null) return [];
  const below = Object.keys(value).flatMap((name) => referencesIn(at(place, name)));
  return typeof partOf(value, "$ref") === "string" ? [place, ...below] : below;
};
