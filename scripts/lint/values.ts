import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { childOf, type Node, nodesIn, type Rule, ruleFor } from "./rule.ts";

// In 3.0 a schema has annotations (`example`) that JSON Schema does not know.
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

/** Why the value does not fit the schema; undefined when it does. The schema may not refer to others. */
const misfitOf = (schema: Node, value: unknown): string | undefined => {
  try {
    return ajv.validate(schema, value) ? undefined : ajv.errorsText(ajv.errors, { dataVar: "it" });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** The example of a header fits its schema; Redocly looks at those of parameters and bodies only. */
export const validHeaderExample: Rule = ruleFor("Header", (node, context) => {
  const schema = childOf({ node, location: context.location }, ["schema"], context);
  if (!schema) return;
  const named = nodesIn(node.examples).map(([name, { value }]) => ({ names: ["examples", name, "value"], value }));
  for (const { names, value } of [{ names: ["example"], value: node.example }, ...named]) {
    const misfit = value === undefined ? undefined : misfitOf(schema.node, value);
    if (misfit === undefined) continue;
    context.report({ message: `The example does not fit: ${misfit}.`, location: context.location.child(names) });
  }
});

/** A default is a value that the schema takes. */
export const validDefault: Rule = ruleFor("Schema", (schema, { report, location }) => {
  if (!("default" in schema) || schema.default === null) return;
  const misfit = misfitOf(schema, schema.default);
  if (misfit !== undefined)
    report({ message: `The default does not fit: ${misfit}.`, location: location.child(["default"]) });
});
