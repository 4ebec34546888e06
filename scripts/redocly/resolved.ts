import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { at, ContractMistake, follow, holdsData, type Place, textOf } from "../generate/place.ts";

/** A directory for what Redocly works on; gone when disposed of. */
export interface WorkDirectory extends AsyncDisposable {
  readonly path: string;
}

export const makeWorkDirectory = async (): Promise<WorkDirectory> => {
  const path = await mkdtemp(join(tmpdir(), "roster-contract-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};

const resolve = (root: Place, place: Place, within: readonly string[]): unknown => {
  const { value } = place;
  if (typeof value !== "object" || value === null || holdsData(place)) return value;
  const reference = at(place, "$ref");
  if (typeof reference.value === "string") {
    const target = textOf(reference);
    if (within.includes(target)) throw new ContractMistake(`${target} consists of itself`, reference.path);
    return resolve(root, follow(root, place), [...within, target]);
  }
  if (Array.isArray(value)) return value.map((_, index) => resolve(root, at(place, index), within));
  return Object.fromEntries(Object.keys(value).map((name) => [name, resolve(root, at(place, name), within)]));
};

/**
 * The contract with every reference resolved, so that each operation has all that it consists of. Redocly looks at a part
 * that several operations share at the first of them only; in this copy, it looks at each. Throws `ContractMistake` when a
 * reference leads nowhere, or a schema consists of itself.
 */
export const resolved = (root: Place): Place => {
  const { securitySchemes } = (at(root, "components").value ?? {}) as { readonly securitySchemes?: unknown };
  const document = Object.entries(root.value as object).map(([name, value]) => [
    name,
    name === "components" ? { securitySchemes } : value,
  ]);
  const parts = document.map(([name, value]) => [name, resolve(root, { value, path: [name] }, [])]);
  return { value: Object.fromEntries(parts), path: [] };
};

export const writeJson = (directory: WorkDirectory, name: string, { value }: Place): Promise<void> =>
  writeFile(join(directory.path, name), JSON.stringify(value));
