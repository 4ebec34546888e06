import { type Context, childOf, type Found, isNode, itemsIn, type Node, nodesIn, type Rule, ruleFor } from "./rule.ts";

const types = ["string", "integer", "number", "boolean", "object", "array"];

/** The names that stand in `type`, whether one or a list. */
export const typesOf = ({ type }: Node): readonly unknown[] => (Array.isArray(type) ? type : [type]);

/** Whether the schema describes objects, by its type or by its keywords. */
const isObjectSchema = (schema: Node): boolean =>
  typesOf(schema).includes("object") || "properties" in schema || "additionalProperties" in schema;

/** Whether the schema names every value that it takes, so that it needs no bounds. */
export const isEnumerated = (schema: Node): boolean => "enum" in schema || "const" in schema;

const reportBooleanSchemas = (schema: Node, { report, location }: Context): void => {
  const places = [
    ["items"],
    ...(isNode(schema.properties) ? Object.keys(schema.properties).map((name) => ["properties", name]) : []),
  ];
  for (const place of places) {
    const value = place.reduce<unknown>((node, name) => (isNode(node) ? node[name] : undefined), schema);
    if (typeof value !== "boolean") continue;
    report({ message: "A schema is an object with a `type`, not `true` or `false`.", location: location.child(place) });
  }
};

/** The property of a merge patch, where `null` takes a field away (RFC 7396). */
const patchProperty = /^#\/components\/schemas\/[^/]+Patch\/properties\/[^/]+$/;

/** The one type of a schema; `null` beside it counts where a patch takes a field away. */
const typeOf = ({ type }: Node, pointer: string): unknown =>
  Array.isArray(type) && type.length === 2 && type[1] === "null" && patchProperty.test(pointer) ? type[0] : type;

/** Every schema has one type, and an array says of what. */
export const oneType: Rule = ruleFor("Schema", (schema, context) => {
  const { report, location } = context;
  reportBooleanSchemas(schema, context);
  const type = typeOf(schema, location.pointer);
  if (typeof type !== "string" || !types.includes(type)) {
    const message = `A schema has one \`type\`: ${types.join(", ")}. What may be absent is not \`required\`; null stands in the properties of a \`…Patch\` only, as \`[type, "null"]\`.`;
    report({ message, location: "type" in schema ? location.child(["type"]) : location });
  }
  if (schema.type === "array" && !("items" in schema)) report({ message: "An array says its `items`.", location });
});

/** No value that the contract states is null. */
export const noNull: Rule = ruleFor("Schema", (schema, { report, location }) => {
  const message = "Null is not used: what is absent is absent.";
  for (const keyword of ["const", "default", "example"]) {
    if (schema[keyword] === null) report({ message, location: location.child([keyword]) });
  }
  for (const keyword of ["enum", "examples"]) {
    if (itemsIn(schema[keyword]).includes(null)) report({ message, location: location.child([keyword]) });
  }
});

const componentSchema = /^#\/components\/schemas\/[^/]+$/;

/** A schema of an object has a name, so that it is a type of its own in every language. */
export const namedObject: Rule = ruleFor("Schema", (schema, { report, location }) => {
  if (!isObjectSchema(schema) || componentSchema.test(location.pointer)) return;
  report({ message: "An object's schema stands under components/schemas; refer to it by $ref.", location });
});

/** Every object that a request body can hold is closed: an undeclared field is an error. */
export const closedRequestBody: Rule = () => {
  const seen = new Set<string>();
  const visit = (schema: Found, context: Context): void => {
    if (seen.has(schema.location.pointer)) return;
    seen.add(schema.location.pointer);
    if (isObjectSchema(schema.node) && schema.node.additionalProperties !== false) {
      const message = "An object in a request body has `additionalProperties: false`.";
      context.report({ message, location: schema.location });
    }
    const below = [
      ["items"],
      ["additionalProperties"],
      ...nodesIn(schema.node.properties).map(([name]) => ["properties", name]),
    ];
    for (const names of below) {
      const child = childOf(schema, names, context);
      if (child) visit(child, context);
    }
  };
  return {
    RequestBody: {
      enter: (node, context) => {
        for (const [mediaType] of nodesIn(node.content)) {
          const schema = childOf({ node, location: context.location }, ["content", mediaType, "schema"], context);
          if (schema) visit(schema, context);
        }
      },
    },
  };
};
