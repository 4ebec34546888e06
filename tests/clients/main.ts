/**
 * npm run test:clients [-- NAME…]
 * Makes a client in each language from the contract, or in those that are named, as its page in `docs/clients/` says, and
 * runs the page's program with it. Writes what came of it into `docs/clients.md`, and the programs into their pages.
 * A language whose tools are not installed is skipped, or fails where `CI` is set. Exits with 1 when one fails.
 */
import { parseArgs } from "node:util";
import { type Language, languages } from "./languages.ts";
import { overview, pageOf, readPage, withFiles, writePage } from "./pages.ts";
import { tryLanguage } from "./scenario.ts";
import { formatTable, type Outcome, versionsOf, withTable } from "./table.ts";
import { findMissing } from "./toolchain.ts";

const usage = `Usage: npm run test:clients [-- NAME…]

  NAME   one of ${languages.map(({ name }) => name).join(", ")}; all of them otherwise
`;

const tell = (text: string): void => void process.stdout.write(`${text}\n`);

/** What came of one language; undefined when it was skipped. */
const report = async (language: Language): Promise<Outcome | undefined> => {
  const title = `${language.name} (${versionsOf(language)})`;
  const missing = await findMissing([{ program: "sh" }, { program: "curl" }, ...language.tools]);
  if (missing.length > 0) {
    tell(`${process.env.CI ? "FAILED " : "skipped"} ${title}: needs ${missing.join(", ")}`);
    return process.env.CI ? { compiles: false, scenario: false } : undefined;
  }
  const start = performance.now();
  const { complaint, ...outcome } = await tryLanguage(language);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  tell(`${outcome.scenario ? "ok     " : "FAILED "} ${title} (${seconds} s)`);
  if (complaint !== "") tell(complaint.trimEnd());
  return outcome;
};

const run = async (chosen: readonly Language[]): Promise<boolean> => {
  for (const page of [overview, ...languages.map(pageOf)]) writePage(page, withFiles(readPage(page), page));
  const outcomes = new Map<Language, Outcome>();
  for (const language of chosen) {
    const outcome = await report(language);
    if (outcome !== undefined) outcomes.set(language, outcome);
  }
  if (outcomes.size === languages.length) writePage(overview, withTable(readPage(overview), formatTable(outcomes)));
  else tell(`${overview.path} stays as it is: not every language was tried`);
  return [...outcomes.values()].every(({ compiles, scenario }) => compiles && scenario);
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean" } } });
const unknown = positionals.filter((name) => !languages.some((language) => language.name === name));
if (values.help || unknown.length > 0) {
  tell(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  const chosen = languages.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  process.exitCode = (await run(chosen)) ? 0 : 1;
}
