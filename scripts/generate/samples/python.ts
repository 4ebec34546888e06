import { addressOf, keyVariable, type SampleRequest, type Showing } from "./sample-request.ts";

const showing: Readonly<Record<Showing, readonly string[]>> = {
  json: ["print(json.load(response))"],
  text: ["print(response.read().decode())"],
  stream: ["for line in response:", '    print(line.decode(), end="")'],
  nothing: ["print(response.status)"],
};

const literal = (value: unknown): string => {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${literal(inner)}`)
    .join(", ")}}`;
};

const headersOf = ({ needsKey, body }: SampleRequest): readonly string[] => [
  ...(needsKey ? [`"Authorization": f"Bearer {os.environ['${keyVariable}']}",`] : []),
  ...(body ? [`"Content-Type": ${JSON.stringify(body.mediaType)},`] : []),
];

const optionsOf = (request: SampleRequest): readonly string[] => {
  const headers = headersOf(request);
  return [
    ...(request.method === "GET" ? [] : [`    method=${JSON.stringify(request.method)},`]),
    ...(headers.length === 0 ? [] : ["    headers={", ...headers.map((line) => `        ${line}`), "    },"]),
    ...(request.body ? [`    data=json.dumps(${literal(request.body.value)}).encode(),`] : []),
  ];
};

const modulesOf = (request: SampleRequest): readonly string[] => [
  ...(request.body !== undefined || request.showing === "json" ? ["import json"] : []),
  ...(request.needsKey ? ["import os"] : []),
  "import urllib.request",
];

/** The request for Python 3, without a package; `urlopen` raises an error for a status of failure. */
export const pythonSample = (request: SampleRequest): string => {
  const options = optionsOf(request);
  const address = JSON.stringify(addressOf(request));
  const call =
    options.length === 0
      ? `request = urllib.request.Request(${address})`
      : ["request = urllib.request.Request(", `    ${address},`, ...options, ")"].join("\n");
  return [
    ...modulesOf(request),
    "",
    call,
    "with urllib.request.urlopen(request) as response:",
    ...showing[request.showing].map((line) => `    ${line}`),
  ].join("\n");
};
