import { type Context, childOf, isNode, type Node, nodesIn, type Rule } from "./rule.ts";

const named =
  (kind: string, section: string) =>
  (_node: Node, { report, location }: Context): void => {
    if (new RegExp(`^#/components/${section}/[^/]+$`, "u").test(location.pointer)) return;
    report({ message: `A ${kind} stands under components/${section}; refer to it by $ref.`, location });
  };

/** Parameters, request bodies and responses have names, so that what is shared is written once. */
export const namedParts: Rule = () => ({
  Parameter: { enter: named("parameter", "parameters") },
  RequestBody: { enter: named("request body", "requestBodies") },
  Response: { enter: named("response", "responses") },
});

/**
 * A header that is always there is a reference, one that may be absent is written inline: openapi-typescript makes every
 * referenced header required.
 */
export const headerPlacement: Rule = () => ({
  Response: {
    enter: (node, context) => {
      const response = { node, location: context.location };
      for (const [name, header] of nodesIn(node.headers)) {
        const referenced = typeof header.$ref === "string";
        const required = childOf(response, ["headers", name], context)?.node.required === true;
        if (referenced === required) continue;
        const message = referenced
          ? "A header that may be absent is written inline."
          : "A header that is always there stands under components/headers; refer to it by $ref.";
        context.report({ message, location: context.location.child(["headers", name]) });
      }
    },
  },
});

const reportWithoutExample = (node: Node, { report, location }: Context): void => {
  if ("example" in node || (isNode(node.examples) && Object.keys(node.examples).length > 0)) return;
  report({ message: "A parameter, a header and a media type have an example.", location });
};

/** Whoever reads the contract sees a value of everything that is sent. */
export const hasExample: Rule = () => ({
  Parameter: { enter: reportWithoutExample },
  Header: { enter: reportWithoutExample },
  MediaType: { enter: reportWithoutExample },
});

const styles: Readonly<Record<string, { readonly style: string; readonly explode: boolean }>> = {
  query: { style: "form", explode: true },
  path: { style: "simple", explode: false },
  header: { style: "simple", explode: false },
};

/** Parameters are written in the one way that the service and every generator read. */
export const parameterStyle: Rule = () => ({
  Parameter: {
    enter: (parameter, { report, location }) => {
      const usual = styles[String(parameter.in)];
      if (!usual) {
        report({ message: "A parameter is in path, query or header.", location: location.child(["in"]) });
        return;
      }
      for (const [keyword, value] of Object.entries(usual)) {
        if (!(keyword in parameter) || parameter[keyword] === value) continue;
        report({
          message: `A ${parameter.in} parameter has ${keyword}: ${value}.`,
          location: location.child([keyword]),
        });
      }
      for (const keyword of ["content", "allowReserved", "allowEmptyValue"]) {
        if (!(keyword in parameter)) continue;
        report({
          message: `A parameter has a schema and no \`${keyword}\`.`,
          location: location.child([keyword]).key(),
        });
      }
    },
  },
});
