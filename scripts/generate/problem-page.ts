import { type ContractFacts, type ProblemType, problemTypePrefix } from "./contract-facts.ts";

const introduction = `<!-- Made by \`npm run generate\` from openapi.yaml; do not edit. -->

# Problems

Every failure is answered as \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). Its
\`type\` is one of the addresses below. It names the problem and never changes, so it is what a program should look at;
\`title\` and \`status\` follow from it, \`detail\` is for people and may change at any time. \`requestId\` is what the log
has, and \`error\` repeats \`title\`.

New types may come. A program that meets one that it does not know goes by the \`status\`.
`;

const section = ({ slug, status, title, meaning, remedy, example }: ProblemType): string => {
  const shown = example === undefined ? "" : `\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\`\n`;
  return `## ${slug}

**${status} ${title}** · \`${problemTypePrefix}${slug}\`

${meaning}

What to do: ${remedy}
${shown}`;
};

/** The text of `docs/problems.md`: the registry of problem types, a section with an anchor for each. */
export const problemPage = ({ problemTypes }: ContractFacts): string => {
  const rows = problemTypes.map(({ slug, status, title }) => `| ${status} | [${slug}](#${slug}) | ${title} |\n`);
  const table = `| Status | Type | Title |\n|---|---|---|\n${rows.join("")}`;
  return [introduction, table, ...problemTypes.map(section)].join("\n");
};
