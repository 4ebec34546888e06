import { type Language, languages } from "./languages.ts";
import { readClientFile } from "./pages.ts";

export interface Outcome {
  readonly compiles: boolean;
  readonly scenario: boolean;
}

const opening = "<!-- made by npm run test:clients -->";
const closing = "<!-- until here -->";

/** The generators of a language, with the versions that its manifests have. */
export const versionsOf = ({ name, generators }: Language): string =>
  generators
    .map((generator) => {
      const version = readClientFile(name, generator.manifest)
        .split(generator.before)[1]
        ?.match(/^[\w.-]+/)?.[0];
      if (version === undefined) throw new Error(`${generator.manifest} has no version of ${generator.name}.`);
      return `${generator.name} ${version}`;
    })
    .join(", ");

const inWords = (holds: boolean): string => (holds ? "yes" : "no");

/** The table of what was tried, one line for each language. */
export const formatTable = (outcomes: ReadonlyMap<Language, Outcome>): string => {
  const lines = languages.map((language) => {
    const { compiles = false, scenario = false } = outcomes.get(language) ?? {};
    const page = `[${language.title}](clients/${language.name}.md)`;
    return `| ${page} | ${versionsOf(language)} | ${inWords(compiles)} | ${inWords(scenario)} |`;
  });
  return ["| Language | Generator | Compiles | Scenario |", "|---|---|---|---|", ...lines].join("\n");
};

/** The page with this table in its place. */
export const withTable = (text: string, table: string): string => {
  const [before, rest] = text.split(opening);
  const after = rest?.split(closing)[1];
  if (after === undefined) throw new Error("There is no place for the table.");
  return `${before}${opening}\n\n${table}\n\n${closing}${after}`;
};
