import { isSafePattern } from "redos-detector";
import { type Rule, ruleFor } from "./rule.ts";

/** Whether an alternation stands outside every group and class, as in `^a|b$`, where each anchor holds one side only. */
const hasOuterAlternation = (pattern: string): boolean => {
  const outer = pattern
    .replaceAll(/\\./gsu, "")
    .replaceAll(/\[[^\]]*\]/gu, "")
    .replaceAll(/[^()|]/gu, "");
  let depth = 0;
  for (const character of outer) {
    if (character === "|" && depth === 0) return true;
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
  }
  return false;
};

const isAnchored = (pattern: string): boolean =>
  pattern.startsWith("^") && /(?<!\\)(?:\\\\)*\$$/u.test(pattern) && !hasOuterAlternation(pattern);

/** Every pattern speaks of the whole value. */
export const anchoredPattern: Rule = ruleFor("Schema", ({ pattern }, { report, location }) => {
  if (typeof pattern !== "string" || isAnchored(pattern)) return;
  report({ message: "A pattern is anchored as a whole: `^…$`.", location: location.child(["pattern"]) });
});

const unsafetyOf = (pattern: string): string | undefined => {
  try {
    return isSafePattern(pattern, { unicode: true }).safe ? undefined : "can backtrack without a bound";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Every pattern is a Unicode one and takes linear time on any value. */
export const linearPattern: Rule = ruleFor("Schema", ({ pattern }, { report, location }) => {
  const unsafety = typeof pattern === "string" ? unsafetyOf(pattern) : undefined;
  if (unsafety === undefined) return;
  report({
    message: `A pattern takes linear time; this one does not: ${unsafety}.`,
    location: location.child(["pattern"]),
  });
});
