/** The documentation page: Redoc on the served contract, under a policy that lets nothing in from another host. */
import { createHash } from "node:crypto";
import type { RedocRawOptions } from "redoc/typings/services/RedocNormalizedOptions.d.ts";

const systemFont = "system-ui, sans-serif";

/** https://github.com/Redocly/redoc/blob/v2.5.4/docs/config.md */
export const options = {
  expandResponses: "200,201",
  jsonSamplesExpandLevel: "all",
  nativeScrollbars: true,
  pathInMiddlePanel: true,
  theme: {
    spacing: { sectionHorizontal: 32, sectionVertical: 24 },
    rightPanel: { width: "43%" },
    typography: {
      fontFamily: systemFont,
      fontSize: "15px",
      headings: { fontFamily: systemFont, fontWeight: "600" },
      code: { fontFamily: "ui-monospace, monospace", color: "#263238" },
    },
  },
} satisfies RedocRawOptions;

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Redoc reads its options from attributes in kebab case, text as it is and the theme as JSON. */
const attributeOf = ([name, value]: readonly [string, unknown]): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `${name.replaceAll(/[A-Z]/g, "-$&").toLowerCase()}="${escapeHtml(text)}"`;
};

const style = `body { margin: 0 } noscript { font-family: ${systemFont} }`;

/** What differs between the page that Roster serves and the same page on a disk. */
export interface PageParts {
  /** That of the contract. */
  readonly title: string;
  /** More for the head, an element a line. */
  readonly head?: readonly string[];
  readonly contractYaml: string;
  readonly contractJson: string;
  /** Where Redoc draws. */
  readonly main: string;
  /** The addresses of the scripts, in their order. */
  readonly scripts: readonly string[];
}

export const renderPage = ({
  title,
  head = [],
  contractYaml,
  contractJson,
  main,
  scripts,
}: PageParts): string => `<!doctype html>
<html lang="en">
  <head>
${[
  '<meta charset="utf-8">',
  ...head,
  '<meta name="viewport" content="width=device-width, initial-scale=1">',
  `<title>${escapeHtml(title)}</title>`,
  `<meta name="description" content="The contract of ${escapeHtml(title)}: its operations, access and errors.">`,
  '<link rel="icon" href="data:,">',
  `<style>${style}</style>`,
]
  .map((line) => `    ${line}`)
  .join("\n")}
  </head>
  <body>
    <noscript>
      <p>These pages are drawn by a script. Without one, read the contract itself:
      <a href="${contractYaml}">as YAML</a> or <a href="${contractJson}">as JSON</a>.</p>
    </noscript>
    <main>${main}</main>
${scripts.map((address) => `    <script src="${address}"></script>`).join("\n")}
  </body>
</html>
`;

/** The page as Roster serves it under a path prefix, with the script of this file. */
export const renderServedPage = (title: string, prefix: string, scriptFile: string): string => {
  const contractJson = `${prefix}/openapi.json`;
  const attributes = Object.entries({ specUrl: contractJson, ...options })
    .map(attributeOf)
    .join(" ");
  return renderPage({
    title,
    contractYaml: `${prefix}/openapi.yaml`,
    contractJson,
    main: `<redoc ${attributes}></redoc>`,
    scripts: [`${prefix}/docs/assets/${scriptFile}`],
  });
};

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Of styles, the page's own sheet and empty ones (see `redoc.ts`); the worker is Redoc's search. */
export const policyOfPage = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src ${hashOf(style)} ${hashOf("")}`,
  "connect-src 'self'",
  "img-src data:",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
] as const;

/** The `Content-Security-Policy` of the page as Roster serves it. */
export const servedPolicy = [...policyOfPage, "frame-ancestors 'none'"].join("; ");
