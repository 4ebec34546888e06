/** The documentation page: Redoc on the served contract, under a policy that lets nothing in from another host. */
import { createHash } from "node:crypto";
import type { RedocRawOptions } from "redoc/typings/services/RedocNormalizedOptions.d.ts";

const systemFont = "system-ui, sans-serif";

/** https://github.com/Redocly/redoc/blob/v2.5.4/docs/config.md */
const options = {
  expandResponses: "200,201",
  jsonSamplesExpandLevel: "all",
  nativeScrollbars: true,
  pathInMiddlePanel: true,
  theme: {
    spacing: { sectionVertical: 24 },
    typography: {
      fontFamily: systemFont,
      fontSize: "15px",
      headings: { fontFamily: systemFont, fontWeight: "600" },
      code: { fontFamily: "ui-monospace, monospace", color: "#263238" },
    },
  },
} satisfies RedocRawOptions;

/** Redoc reads its options from attributes in kebab case, text as it is and the theme as JSON. */
const attributeOf = ([name, value]: readonly [string, unknown]): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `${name.replaceAll(/[A-Z]/g, "-$&").toLowerCase()}="${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
};

const attributes = Object.entries({ specUrl: "/openapi.json", ...options })
  .map(attributeOf)
  .join(" ");

const style = `body { margin: 0 } noscript { font-family: ${systemFont} }`;

export const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Roster API</title>
    <meta name="description" content="The contract of Roster, a user directory: its operations, access and errors.">
    <link rel="icon" href="data:,">
    <style>${style}</style>
  </head>
  <body>
    <noscript>
      <p>These pages are drawn by a script. Without one, read the contract itself:
      <a href="/openapi.yaml">as YAML</a> or <a href="/openapi.json">as JSON</a>.</p>
    </noscript>
    <main><redoc ${attributes}></redoc></main>
    <script src="/docs/redoc.js"></script>
  </body>
</html>
`;

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Of styles, the page's own sheet and empty ones (see `redoc.ts`); the worker is Redoc's search. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src ${hashOf(style)} ${hashOf("")}`,
  "connect-src 'self'",
  "img-src data:",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const pageHeaders = {
  "Cache-Control": "no-cache",
  "Content-Security-Policy": contentSecurityPolicy,
} as const;
