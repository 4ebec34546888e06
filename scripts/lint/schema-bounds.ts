import { isNode, type Node, type Rule, ruleFor } from "./rule.ts";
import { isEnumerated, typesOf } from "./schema-types.ts";

const hasOneOf = (schema: Node, keywords: readonly string[]): boolean => keywords.some((keyword) => keyword in schema);

/** Every string has a greatest length; a format alone bounds nothing. */
export const boundedString: Rule = ruleFor("Schema", (schema, { report, location }) => {
  if (!typesOf(schema).includes("string") || isEnumerated(schema) || "maxLength" in schema) return;
  report({ message: "A string has a `maxLength`, unless it is an `enum` or a `const`.", location });
});

/** Every array has a greatest length. */
export const boundedArray: Rule = ruleFor("Schema", (schema, { report, location }) => {
  if (!typesOf(schema).includes("array") || "maxItems" in schema) return;
  report({ message: "An array has `maxItems`.", location });
});

/** Every number has a least and a greatest value. */
export const boundedNumber: Rule = ruleFor("Schema", (schema, { report, location }) => {
  if (!typesOf(schema).some((type) => type === "integer" || type === "number") || isEnumerated(schema)) return;
  const bounded =
    hasOneOf(schema, ["minimum", "exclusiveMinimum"]) && hasOneOf(schema, ["maximum", "exclusiveMaximum"]);
  if (!bounded) report({ message: "A number has a `minimum` and a `maximum`.", location });
});

/** Every object with free keys has a greatest number of them. */
export const boundedObject: Rule = ruleFor("Schema", (schema, { report, location }) => {
  const { additionalProperties } = schema;
  if ((additionalProperties !== true && !isNode(additionalProperties)) || "maxProperties" in schema) return;
  report({ message: "An object with free keys has `maxProperties`.", location });
});
