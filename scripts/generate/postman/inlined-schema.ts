import { ContractMistake, entriesOf, follow, type Place } from "../place.ts";

/** What says nothing about validity; and `format`, as Postman's validator refuses those that OpenAPI adds. */
const annotations = new Set(["description", "examples", "example", "default", "format"]);

/**
 * The schema with what it refers to in its place, for a validator that has no contract. Throws `ContractMistake` for one that
 * contains itself.
 */
export const inlinedSchema = (root: Place, reference: Place, around: readonly Place[] = []): unknown => {
  const schema = follow(root, reference);
  if (around.some(({ value }) => value === schema.value)) {
    throw new ContractMistake("a schema that contains itself has no place in the Postman collection", reference.path);
  }
  const inner = (place: Place): unknown => inlinedSchema(root, place, [...around, schema]);
  const memberOf = (name: string, member: Place): unknown => {
    if (name === "properties") return Object.fromEntries(entriesOf(member).map(([key, place]) => [key, inner(place)]));
    const isSchema = ["items", "additionalProperties"].includes(name) && typeof member.value === "object";
    return isSchema ? inner(member) : member.value;
  };
  return Object.fromEntries(
    entriesOf(schema)
      .filter(([name]) => !annotations.has(name) && !name.startsWith("x-"))
      .map(([name, member]) => [name, memberOf(name, member)]),
  );
};
