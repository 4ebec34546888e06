/** The documentation as files that need no Roster: the page, Redoc, and the contract in every form. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Documents, readDocuments } from "../../src/core/operations/documentation/documents.ts";
import { options, policyOfPage, renderPage } from "../../src/core/operations/documentation/page.ts";

/** A page that was opened from a disk may not fetch: it is handed the contract as a script. */
const contractScript = ({ contract }: Documents): string => `window.rosterContract = ${JSON.stringify(contract)};\n`;

const startScript = `const main = document.querySelector("main");
window.Redoc.init(window.rosterContract, ${JSON.stringify(options, null, 2)}, main);
`;

/** As Roster serves it, but nothing is fetched. A page on a disk has no origin, so that `'self'` alone would not be enough. */
const policy = policyOfPage
  .filter((directive) => !directive.startsWith("connect-src"))
  .map((directive) => (directive.startsWith("script-src") ? `${directive} file:` : directive))
  .join("; ");

const indexOf = (title: string): string =>
  renderPage({
    title,
    head: [`<meta http-equiv="Content-Security-Policy" content="${policy}">`],
    contractYaml: "openapi.yaml",
    contractJson: "openapi.json",
    main: "",
    scripts: ["redoc.js", "contract.js", "start.js"],
  });

/**
 * Writes the pages into the directory, which is emptied before. All addresses are relative: the pages work from a disk and
 * from any path of any host.
 */
export const writeStaticPages = async (directory: string, root: URL): Promise<void> => {
  const documents = readDocuments(root);
  const files: Readonly<Record<string, string | Buffer>> = {
    "index.html": indexOf(documents.contract.info.title),
    "redoc.js": documents.script().bytes,
    "contract.js": contractScript(documents),
    "start.js": startScript,
    "openapi.yaml": documents.contractYaml("").body,
    "openapi.json": `${JSON.stringify(documents.contract, null, 2)}\n`,
    "openapi-3.0.json": `${JSON.stringify(documents.contractJson30("").body, null, 2)}\n`,
  };
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
};
