/** Adds entries to a contract that is written in block style, and keeps every byte that is there. */
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { UsageError } from "../keys/arguments.ts";

type Json = Readonly<Record<string, unknown>>;

/** The lines of an entry, at their place's indentation. */
export type Entry = readonly string[];

const notInBlocks = (what: string): UsageError =>
  new UsageError(
    `${what} of openapi.yaml is not in YAML's block style with two spaces, so that nothing can be added to it; nothing was written.`,
  );

const isTopLevel = (line: string): boolean => /^[A-Za-z$"'][^:]*:/.test(line);

/** Where a section begins and ends, its key included; undefined where there is none. */
const sectionOf = (lines: readonly string[], head: string, from = 0, to = lines.length) => {
  const start = lines.findIndex(
    (line, place) => place >= from && place < to && (line === head || line.startsWith(`${head} `)),
  );
  if (start === -1) return undefined;
  if (lines[start]?.trim() !== head.trim() && !/^\s*#/.test(lines[start]?.slice(head.length) ?? ""))
    throw notInBlocks(head.trim());
  const indentation = head.length - head.trimStart().length;
  const ends = (line: string): boolean =>
    indentation === 0
      ? isTopLevel(line)
      : line.trim() !== "" && line.search(/\S/) <= indentation && !line.trim().startsWith("#");
  const next = lines.findIndex((line, place) => place > start && ends(line));
  let end = next === -1 ? lines.length : next;
  // Blank lines and comments before the next section belong to that one.
  while (end > start + 1 && /^\s*(?:#.*)?$/.test(lines[end - 1] ?? "")) end -= 1;
  return { start, end };
};

const insertAt = (lines: readonly string[], place: number, added: readonly string[]): readonly string[] =>
  lines.toSpliced(place, 0, ...added);

/** Adds entries at the end of a top-level section, which is made where it is missing. */
export const addToSection = (lines: readonly string[], key: string, entries: readonly Entry[]): readonly string[] => {
  const added = entries.flat();
  if (added.length === 0) return lines;
  const section = sectionOf(lines, `${key}:`);
  if (section !== undefined) return insertAt(lines, section.end, added);
  return [...lines.slice(0, lines.at(-1) === "" ? -1 : undefined), `${key}:`, ...added, ""];
};

/** Adds entries at the end of a part of `components`, which is made where it is missing. */
export const addToComponents = (
  lines: readonly string[],
  part: string,
  entries: readonly Entry[],
): readonly string[] => {
  const added = entries.flat();
  if (added.length === 0) return lines;
  const components = sectionOf(lines, "components:");
  const section = components && sectionOf(lines, `  ${part}:`, components.start, components.end);
  if (section !== undefined) return insertAt(lines, section.end, added);
  return addToSection(lines, "components", [[`  ${part}:`, ...added]]);
};

const contains = (whole: unknown, part: unknown): boolean => {
  if (typeof part !== "object" || part === null || Array.isArray(part)) {
    return Array.isArray(part) && Array.isArray(whole)
      ? part.every((item, place) => isDeepStrictEqual(whole[place], item))
      : isDeepStrictEqual(whole, part);
  }
  return Object.entries(part as Json).every(([name, value]) => contains((whole as Json | undefined)?.[name], value));
};

/** Throws unless the new text says all that the old one said. */
export const checkKept = (before: string, after: string): void => {
  const said = (() => {
    try {
      return parse(after);
    } catch {
      throw notInBlocks("A part");
    }
  })();
  if (!contains(said, parse(before))) throw notInBlocks("A part");
};
