/** Names that an object has twice, of which `JSON.parse` silently keeps the last (RFC 8259, section 4; RFC 7493, section 2.3). */
import { errorsLimit, escapeToken, type InvalidField, invalidBody } from "./invalid-field.ts";

/** An object with the names that it has so far, or an array. `step` is the name or the index of the member at hand. */
interface Container {
  readonly names: Set<string> | undefined;
  step: string | number;
}

/** The parts of JSON that tell where a string stands. Numbers and literals hold none of them. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

const unquote = (string: string): string => (string.includes("\\") ? JSON.parse(string) : string.slice(1, -1));

const pointerOf = (path: readonly Container[]): string =>
  path.map(({ step }) => `/${escapeToken(String(step))}`).join("");

/**
 * The places of names that stand in their object before, however either is escaped; a hundred at most. `json` is well-formed.
 * Takes time in proportion to its length.
 */
export const duplicateNamesIn = (json: string): readonly InvalidField[] => {
  const path: Container[] = [];
  const duplicates: InvalidField[] = [];
  let expectsName = false;
  for (const [token] of json.matchAll(tokens)) {
    const container = path.at(-1);
    if (token === "{" || token === "[") {
      path.push({ names: token === "{" ? new Set() : undefined, step: 0 });
      expectsName = token === "{";
    } else if (token === "}" || token === "]") {
      path.pop();
      expectsName = false;
    } else if (token === ",") {
      expectsName = container?.names !== undefined;
      if (typeof container?.step === "number" && !expectsName) container.step += 1;
    } else if (expectsName && container?.names !== undefined) {
      expectsName = false;
      const name = unquote(token);
      container.step = name;
      if (container.names.has(name)) {
        duplicates.push(invalidBody(pointerOf(path), "duplicate", "is there more than once"));
        if (duplicates.length === errorsLimit) break;
      }
      container.names.add(name);
    }
  }
  return duplicates;
};
