/** What callers rely on and no operation refers to, so that `redocly diff` does not see it. */
import { factsOf } from "../generate/contract-facts.ts";
import { at, entriesOf, type Place } from "../generate/place.ts";
import type { Finding } from "./finding.ts";

const everywhere = { operation: "every operation" } as const;

const problemFindings = (base: Place, revision: Place): readonly Finding[] => {
  const before = new Map(factsOf(base).problemTypes.map((type) => [type.slug, type]));
  const after = new Map(factsOf(revision).problemTypes.map((type) => [type.slug, type]));
  const lost = [...before.values()].flatMap(({ slug, status }): readonly Finding[] => {
    const part = `problem type ${slug}`;
    const left = after.get(slug);
    if (left === undefined) {
      return [{ ...everywhere, part, audience: "read", impact: "major", message: "Problem type was removed." }];
    }
    if (left.status === status) return [];
    const message = `Status changed from ${status} to ${left.status}.`;
    return [{ ...everywhere, part, audience: "read", impact: "major", message }];
  });
  const gained = [...after.keys()]
    .filter((slug) => !before.has(slug))
    .map((slug): Finding => {
      const part = `problem type ${slug}`;
      return { ...everywhere, part, audience: "read", impact: "minor", message: "Problem type was added." };
    });
  return [...lost, ...gained];
};

/** Generated clients name their types after these. */
const schemaFindings = (base: Place, revision: Place): readonly Finding[] => {
  const namesIn = (root: Place) => entriesOf(at(root, "components", "schemas")).map(([name]) => name);
  const left = new Set(namesIn(revision));
  return namesIn(base)
    .filter((name) => !left.has(name))
    .map((name): Finding => {
      const message = "Schema is not there under this name any more.";
      return { ...everywhere, part: `schema ${name}`, audience: "generate", impact: "major", message };
    });
};

/** The findings about problem types and the names of schemas. */
export const registryFindings = (base: Place, revision: Place): readonly Finding[] => [
  ...problemFindings(base, revision),
  ...schemaFindings(base, revision),
];
