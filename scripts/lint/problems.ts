import { problemTypePrefix } from "../generate/contract-facts.ts";
import { type Context, childOf, type Found, isNode, type Node, nodesIn, type Rule } from "./rule.ts";

const problemMediaType = "application/problem+json";

/** Calls back for each response of a failure, with its status. */
const eachFailure =
  (visit: (status: number, response: Found, context: Context) => void): Rule =>
  () => ({
    Responses: {
      enter: (node, context) => {
        for (const [status] of nodesIn(node).filter(([name]) => /^[45]\d\d$/u.test(name))) {
          const response = childOf({ node, location: context.location }, [status], context);
          if (response) visit(Number(status), response, context);
        }
      },
    },
  });

/** Every failure is answered as problem details and as nothing else. */
export const failureIsProblem: Rule = eachFailure((status, response, { report }) => {
  const mediaTypes = isNode(response.node.content) ? Object.keys(response.node.content) : [];
  if (mediaTypes.length === 1 && mediaTypes[0] === problemMediaType) return;
  report({ message: `A ${status} is ${problemMediaType} and nothing else.`, location: response.location });
});

const registryOf = (root: Node): Node =>
  isNode(root.components) && isNode(root.components["x-problem-types"]) ? root.components["x-problem-types"] : {};

const examplesOf = (response: Found, context: Context): readonly Found[] => {
  const mediaType = childOf(response, ["content", problemMediaType], context);
  if (!mediaType) return [];
  const single = childOf(mediaType, ["example"], context);
  const several = nodesIn(mediaType.node.examples).map(([name]) => {
    const example = childOf(mediaType, ["examples", name], context);
    return example && childOf(example, ["value"], context);
  });
  return [single, ...several].filter((example) => example !== undefined);
};

const faultsOf = ({ type, title, status, error }: Node, answered: number, registry: Node): readonly string[] => {
  const known = typeof type === "string" && type.startsWith(problemTypePrefix);
  const entry = known ? registry[type.slice(problemTypePrefix.length)] : undefined;
  if (!isNode(entry)) return [`The problem type ${String(type)} is not in \`x-problem-types\`.`];
  return [
    ...(title === entry.title ? [] : [`The title of ${String(type)} is ${String(entry.title)}.`]),
    ...(status === entry.status ? [] : [`The status of ${String(type)} is ${String(entry.status)}.`]),
    ...(entry.status === answered ? [] : [`${String(type)} is no answer of status ${answered}.`]),
    ...(error === entry.title ? [] : ["`error` is the same as the title."]),
  ];
};

/** Every example of a problem is one of the registry, under a status that it goes with. */
export const problemExample: Rule = () => {
  let registry: Node = {};
  const said = new Set<string>();
  const failures = eachFailure((answered, response, context) => {
    for (const { node, location } of examplesOf(response, context)) {
      for (const message of faultsOf(node, answered, registry)) {
        if (said.has(location.pointer + message)) continue;
        said.add(location.pointer + message);
        context.report({ message, location });
      }
    }
  });
  return {
    ...failures(),
    Root: {
      enter: (root) => {
        registry = registryOf(root);
      },
    },
  };
};

/** Every entry of the registry has what a reader needs. */
export const problemRegistry: Rule = () => ({
  Root: {
    enter: (root, { report, location }) => {
      for (const [slug, entry] of Object.entries(registryOf(root))) {
        const { status, title, meaning, remedy } = isNode(entry) ? entry : {};
        const told = [title, meaning, remedy].every((text) => typeof text === "string" && text.trim() !== "");
        const failing = typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599;
        if (told && failing && /^[a-z]+(?:-[a-z]+)*$/u.test(slug)) continue;
        const message =
          "A problem type has a kebab-case name, a status of 400 to 599, a title, a meaning and a remedy.";
        report({ message, location: location.child(["components", "x-problem-types", slug]) });
      }
    },
  },
});
