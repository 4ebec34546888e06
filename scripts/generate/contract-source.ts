import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isNode, LineCounter, parseDocument } from "yaml";
import { ContractMistake, follow, type Path, type Place, referencesIn } from "./place.ts";

/** The name of the contract's file, at the top of the project. */
const contractFile = "openapi.yaml";

/** The contract as data, with the way back from data to lines. */
export interface ContractSource {
  /** The whole contract. */
  readonly root: Place;
  /** `openapi.yaml:LINE:COLUMN` of the value at the path, or of the nearest one around it. */
  readonly positionOf: (path: Path) => string;
}

/** What is thrown when the contract cannot be used: its message is one line that begins with the position. */
const contractError = (position: string, message: string): Error => new Error(`${position} ${message}`);

/** The error to throw on: a `ContractMistake` with the position that it has in the file, and any other as it is. */
export const withPosition = (error: unknown, positionOf: ContractSource["positionOf"]): unknown =>
  error instanceof ContractMistake ? contractError(positionOf(error.path), error.message) : error;

const positionIn = (lines: LineCounter, offset: number): string => {
  const { line, col } = lines.linePos(offset);
  return `${contractFile}:${line}:${col}`;
};

/**
 * Parses the text of a contract. Throws an `Error` of one line, position first, when it is not YAML (1.2, unique keys), or
 * when one of its references leads nowhere.
 */
export const parseContract = (text: string): ContractSource => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw contractError(positionIn(lines, fault.pos[0]), fault.message.replaceAll(/\s+/g, " "));

  const positionOf = (path: Path): string => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    if (isNode(node) && node.range) return positionIn(lines, node.range[0]);
    return path.length === 0 ? contractFile : positionOf(path.slice(0, -1));
  };
  const root: Place = { value: document.toJS(), path: [] };
  try {
    if (typeof root.value !== "object" || root.value === null) throw new ContractMistake("is not an object", []);
    for (const reference of referencesIn(root)) follow(root, reference);
  } catch (error) {
    throw withPosition(error, positionOf);
  }
  return { root, positionOf };
};

/** Reads and parses the contract of the project. Throws an `Error` of one line when it is absent or mistaken. */
export const readContract = async (projectDirectory: string): Promise<ContractSource> => {
  const text = await readFile(join(projectDirectory, contractFile), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw contractError(contractFile, `cannot be read here (${error.code ?? error.message})`);
  });
  return parseContract(text);
};
