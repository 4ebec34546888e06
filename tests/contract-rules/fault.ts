import { pathOfPointer } from "../../scripts/generate/place.ts";

/** A minimal bad edit of the contract, and the one rule that names it. */
export interface Fault {
  readonly rule: string;
  /** What is wrong with the contract, to end the sentence "the rule names …". */
  readonly what: string;
  /** New values by JSON pointer; `absent` takes something away. */
  readonly edits: Readonly<Record<string, unknown>>;
  /** The pointer that the rule reports. */
  readonly at: string;
  /** Rules that name the same mistake for a reason of their own. */
  readonly also?: readonly string[];
}

/** Takes away what an edit points at. */
export const absent = Symbol("absent");

type Json = Record<string, unknown>;

const edit = (contract: Json, pointer: string, value: unknown): void => {
  const path = pathOfPointer(pointer);
  const name = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce<Json>((node, part) => {
    const child = node[part];
    if (typeof child !== "object" || child === null) throw new Error(`${pointer} leads to nothing`);
    return child as Json;
  }, contract);
  if (value !== absent) parent[name] = value;
  else if (!(name in parent)) throw new Error(`${pointer} is not there to be taken away`);
  else delete parent[name];
};

/** A copy of the contract with the fault in it. Throws when an edit no longer fits the contract. */
export const withFault = (contract: unknown, { edits }: Fault): unknown => {
  const copy = structuredClone(contract) as Json;
  for (const [pointer, value] of Object.entries(edits)) edit(copy, pointer, value);
  return copy;
};
