import { needsCredential } from "./access.ts";
import { childOf, isNode, nodesIn, ruleWithRoot } from "./rule.ts";

const has304 = (responses: unknown): boolean => isNode(responses) && "304" in responses;

/**
 * What is kept for everybody is asked for with GET by anybody, and can be asked about: its 200 has an entity tag and says who
 * may keep it, and there is a 304.
 */
export const cachedOperation = ruleWithRoot("PathItem", (path, context, root) => {
  for (const [method, operation] of nodesIn(path)) {
    if (!("x-cache" in operation)) continue;
    const answer = childOf({ node: operation, location: context.location }, ["responses", "200"], context);
    const { headers = {} } = answer?.node ?? {};
    const isOpenRead = method === "get" && !needsCredential(operation, root);
    const canBeAskedAbout =
      isNode(headers) && "ETag" in headers && "Cache-Control" in headers && has304(operation.responses);
    if (operation["x-cache"] === true && isOpenRead && canBeAskedAbout) continue;
    const message =
      "What is kept (`x-cache: true`) is a GET for anybody, with `ETag` and `Cache-Control` in its 200, and a 304.";
    context.report({ message, location: context.location.child([method, "x-cache"]) });
  }
});
