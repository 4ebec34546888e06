import { isNode, itemsIn, type Node, nodesIn, type Rule, ruleWithRoot } from "./rule.ts";

/** Whether the operation has alternatives that ask for a credential. */
export const needsCredential = (operation: Node, root: Node): boolean =>
  itemsIn("security" in operation ? operation.security : root.security).some(
    (alternative) => isNode(alternative) && Object.keys(alternative).length > 0,
  );

/** An operation that needs a credential says what it answers without one, and without the scope. */
export const securedStatuses = ruleWithRoot("Operation", (operation, { report, location }, root) => {
  if (!needsCredential(operation, root)) return;
  const declared = isNode(operation.responses) ? operation.responses : {};
  for (const status of ["401", "403"].filter((name) => !(name in declared))) {
    const message = `An operation that needs a credential declares ${status}.`;
    report({ message, location: location.child(["responses"]).key() });
  }
});

/** A scope that an operation needs is described in the `x-scopes` of its scheme. */
export const listedScope: Rule = () => {
  let schemes: Node = {};
  return {
    Root: {
      enter: ({ components }) => {
        schemes = isNode(components) && isNode(components.securitySchemes) ? components.securitySchemes : {};
      },
    },
    SecurityRequirement: {
      enter: (requirement, { report, location }) => {
        for (const [name, scopes] of Object.entries(requirement)) {
          const scheme = schemes[name];
          const listed = isNode(scheme) && isNode(scheme["x-scopes"]) ? scheme["x-scopes"] : {};
          for (const [index, scope] of itemsIn(scopes).entries()) {
            if (typeof scope === "string" && Object.hasOwn(listed, scope)) continue;
            const message = `The scope ${String(scope)} is not in the \`x-scopes\` of ${name}.`;
            report({ message, location: location.child([name, index]) });
          }
        }
      },
    },
  };
};

/** Who may do something does not depend on the kind of credential: an operation takes every scheme, with the same scopes. */
export const everyScheme: Rule = () => {
  let schemes: readonly string[] = [];
  return {
    Root: {
      enter: ({ components }) => {
        schemes = nodesIn(isNode(components) ? components.securitySchemes : undefined).map(([name]) => name);
      },
    },
    Operation: {
      enter: ({ security }, { report, location }) => {
        const requirements = itemsIn(security).flatMap((alternative) => (isNode(alternative) ? [alternative] : []));
        if (requirements.length === 0) return;
        const absent = schemes.filter((name) => !requirements.some((requirement) => name in requirement));
        const scopeLists = requirements.flatMap((requirement) =>
          Object.values(requirement).map((list) => String(list)),
        );
        if (absent.length === 0 && new Set(scopeLists).size === 1) return;
        const message = "An operation that needs a credential takes each security scheme, with the same scopes.";
        report({ message, location: location.child(["security"]) });
      },
    },
  };
};
