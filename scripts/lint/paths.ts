import { ruleFor } from "./rule.ts";

const isTemplate = (segment: string | undefined): boolean => segment?.startsWith("{") === true;

/** The name that one path has where another, the same up to there, has a parameter; undefined where there is none. */
const literalBeside = (path: readonly string[], other: readonly string[]): string | undefined => {
  const index = path.findIndex((segment, position) => segment !== other[position]);
  return isTemplate(other[index]) && !isTemplate(path[index]) ? path[index] : undefined;
};

/**
 * A name and a parameter do not share a place in the paths: a method that the path with the name lacks would be taken for
 * one of the path with the parameter, and a value of the parameter could be hidden by the name.
 */
export const literalOrTemplate = ruleFor("Paths", (paths, { report, location }) => {
  const all = Object.keys(paths).map((path) => path.split("/"));
  for (const path of all) {
    const literal = all.map((other) => literalBeside(path, other)).find((found) => found !== undefined);
    if (literal === undefined) continue;
    const message = `Another path has a parameter in the place of "${literal}".`;
    report({ message, location: location.child([path.join("/")]).key() });
  }
});
