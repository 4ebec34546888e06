import { addressOf, keyVariable, type SampleRequest, type Showing } from "./sample-request.ts";

const showing: Readonly<Record<Showing, string>> = {
  json: "console.log(await response.json());",
  text: "console.log(await response.text());",
  stream: [
    "for await (const text of response.body.pipeThrough(new TextDecoderStream())) {",
    "  console.log(text);",
    "}",
  ].join("\n"),
  nothing: "console.log(response.status);",
};

const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** A value as people write it: names without quotes where they need none. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${nameOf(name)}: ${literal(inner)}`)
    .join(", ")} }`;
};

const headersOf = ({ needsKey, body }: SampleRequest): readonly string[] => [
  ...(needsKey ? [`Authorization: \`Bearer \${process.env.${keyVariable}}\`,`] : []),
  ...(body ? [`"Content-Type": ${JSON.stringify(body.mediaType)},`] : []),
];

const optionsOf = (request: SampleRequest): readonly string[] => {
  const headers = headersOf(request);
  return [
    ...(request.method === "GET" ? [] : [`  method: ${JSON.stringify(request.method)},`]),
    ...(headers.length === 0 ? [] : ["  headers: {", ...headers.map((line) => `    ${line}`), "  },"]),
    ...(request.body ? [`  body: JSON.stringify(${literal(request.body.value)}),`] : []),
  ];
};

/** The request for Node.js, by `fetch`; as a module, which may wait at its top. */
export const javascriptSample = (request: SampleRequest): string => {
  const options = optionsOf(request);
  const more = options.length === 0 ? "" : `, {\n${options.join("\n")}\n}`;
  return [
    `const response = await fetch(${JSON.stringify(addressOf(request))}${more});`,
    "if (!response.ok) throw new Error(await response.text());",
    showing[request.showing],
  ].join("\n");
};
