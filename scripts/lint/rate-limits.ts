import { needsCredential } from "./access.ts";
import { isNode, itemsIn, type Node, type Rule, ruleWithRoot } from "./rule.ts";

const policiesOf = (root: Node): Node => (isNode(root["x-rate-limits"]) ? root["x-rate-limits"] : {});

const longestWindowSeconds = 86_400;

const isWholeNumber = (value: unknown, maximum: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= maximum;

const isPolicy = (name: string, policy: unknown): boolean =>
  /^[a-z]+(?:-[a-z]+)*$/u.test(name) &&
  isNode(policy) &&
  (policy.by === "address" || policy.by === "credential") &&
  isWholeNumber(policy.quota, Number.MAX_SAFE_INTEGER) &&
  isWholeNumber(policy.windowSeconds, longestWindowSeconds);

/** A policy can be read, and counts the requests of some operation. */
export const rateLimitPolicy: Rule = () => {
  const used = new Set<unknown>();
  return {
    Operation: {
      enter: (operation) => {
        for (const name of itemsIn(operation["x-rate-limit"])) used.add(name);
      },
    },
    Root: {
      leave: (root, { report, location }) => {
        for (const [name, policy] of Object.entries(policiesOf(root))) {
          const place = location.child(["x-rate-limits", name]);
          if (!isPolicy(name, policy)) {
            const message =
              "A rate limit has a kebab-case name, counts `by` address or credential, and has a `quota` and `windowSeconds`, at most 86400.";
            report({ message, location: place });
          } else if (!used.has(name)) {
            report({ message: "A rate limit counts the requests of some operation.", location: place.key() });
          }
        }
      },
    },
  };
};

/** What counts the requests that no operation answers is there, and counts by address: nobody looks at their credentials. */
export const unroutedRateLimit: Rule = () => ({
  Root: {
    enter: (root, { report, location }) => {
      for (const [index, name] of itemsIn(root["x-unrouted-rate-limit"]).entries()) {
        const policy = policiesOf(root)[String(name)];
        if (isNode(policy) && policy.by === "address") continue;
        const message = `The rate limit ${String(name)} is not one of \`x-rate-limits\` that counts by address.`;
        report({ message, location: location.child(["x-unrouted-rate-limit", index]) });
      }
    },
  },
});

/** What counts the requests of an operation is there. */
export const listedRateLimit: Rule = () => {
  let policies: Node = {};
  return {
    Root: {
      enter: (root) => {
        policies = policiesOf(root);
      },
    },
    Operation: {
      enter: (operation, { report, location }) => {
        for (const [index, name] of itemsIn(operation["x-rate-limit"]).entries()) {
          if (typeof name === "string" && Object.hasOwn(policies, name)) continue;
          const message = `The rate limit ${String(name)} is not in \`x-rate-limits\`.`;
          report({ message, location: location.child(["x-rate-limit", index]) });
        }
      },
    },
  };
};

/**
 * A limited operation counts by address, so that credentials that do not hold count too; one that needs a credential is limited,
 * and counts by that as well; no other does, for it never looks at one.
 */
export const rateLimitedCallers = ruleWithRoot("Operation", (operation, { report, location }, root) => {
  const policies = itemsIn(operation["x-rate-limit"])
    .map((name) => policiesOf(root)[String(name)])
    .filter(isNode);
  const counts = (by: string): boolean => policies.some((policy) => policy.by === by);
  const secured = needsCredential(operation, root);
  if (counts("credential") === secured && (counts("address") || policies.length === 0)) return;
  const message = "A limited operation counts by address, and one that needs a credential by credential too.";
  report({ message, location: location.child(["x-rate-limit"]) });
});

/** An operation declares 429 when something counts its requests, and otherwise not. */
export const rateLimitedStatus: Rule = () => ({
  Operation: {
    enter: (operation, { report, location }) => {
      const limited = itemsIn(operation["x-rate-limit"]).length > 0;
      const declared = isNode(operation.responses) && "429" in operation.responses;
      if (limited === declared) return;
      const message = limited ? "A limited operation declares 429." : "An operation without a limit declares no 429.";
      report({ message, location: location.child(["responses"]).key() });
    },
  },
});
