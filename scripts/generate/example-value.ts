/** Values of the contract: its own examples, and where it has none, values that fit its schemas. */
import { sample } from "openapi-sampler";
import { at, entriesOf, follow, type Place } from "./place.ts";

/** In which direction a value goes: some fields are in requests only, others in responses only. */
export type Direction = "request" | "response";

/** A value that fits a schema; null where the schema allows none that can be told. */
const sampleOf = (root: Place, schema: Place, direction: Direction): unknown => {
  if (typeof schema.value !== "object" || schema.value === null) return {};
  const options = { skipReadOnly: direction === "request", skipWriteOnly: direction === "response", quiet: true };
  return sample(schema.value, options, root.value as object) ?? null;
};

/** The value that stands for a parameter, or for a body of one media type: the contract's example, or one that fits. */
export const exampleOf = (root: Place, holder: Place, direction: Direction): unknown => {
  const own = at(holder, "example");
  if (own.value !== undefined) return own.value;
  const [first] = entriesOf(at(holder, "examples"));
  if (first !== undefined) {
    const named = at(follow(root, first[1]), "value");
    if (named.value !== undefined) return named.value;
  }
  const [content] = entriesOf(at(holder, "content"));
  if (content !== undefined) return exampleOf(root, content[1], direction);
  return sampleOf(root, at(holder, "schema"), direction);
};
