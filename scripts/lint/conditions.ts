import type { Context, Node } from "./rule.ts";
import { childOf, isNode, itemsIn, nodesIn, ruleFor } from "./rule.ts";

const methods = ["get", "put", "post", "patch", "delete"];
const conditions = ["If-Match", "If-None-Match"];

const hasEntityTag = (get: Node, context: Context): boolean => {
  const response = childOf({ node: get, location: context.location }, ["responses", "200"], context);
  return isNode(response?.node?.headers) && "ETag" in response.node.headers;
};

/** What an operation lacks of what evaluates a condition. */
const missingIn = (method: string, { parameters, responses }: Node, context: Context): readonly string[] => {
  const names = itemsIn(parameters).map((parameter) => context.resolve(parameter).node ?? parameter);
  const isThere = (wanted: string): boolean => names.some((each) => isNode(each) && each.name === wanted);
  const statuses = method === "get" ? ["304", "412"] : ["412"];
  return [
    ...conditions.filter((name) => !isThere(name)),
    ...statuses.filter((status) => !isNode(responses) || !(status in responses)),
  ];
};

/** Every method of a resource whose GET has an `ETag` evaluates both conditions (RFC 9110, sections 13.1 and 13.2.1). */
export const conditionalOperation = ruleFor("PathItem", (path, context) => {
  const get = nodesIn(path).find(([method]) => method === "get")?.[1];
  const isTagged = get !== undefined && hasEntityTag(get, { ...context, location: context.location.child(["get"]) });
  if (!isTagged) return;
  for (const [method, operation] of nodesIn(path)) {
    if (!methods.includes(method)) continue;
    const missing = missingIn(method, operation, context);
    if (missing.length === 0) continue;
    const message = `A resource with an \`ETag\` evaluates conditions in every method; this one lacks ${missing.join(", ")}.`;
    context.report({ message, location: context.location.child([method]) });
  }
});
