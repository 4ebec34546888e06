import { addressOf, keyVariable, type SampleRequest } from "./sample-request.ts";

/** A raw string literal, which takes everything but a backquote. */
const rawString = (text: string): string => (text.includes("`") ? JSON.stringify(text) : `\`${text}\``);

const importsOf = ({ body }: SampleRequest): readonly string[] => [
  ...["io", "log", "net/http", "os"],
  ...(body ? ["strings"] : []),
];

const headersOf = ({ needsKey, body }: SampleRequest): readonly string[] => [
  ...(needsKey ? [`request.Header.Set("Authorization", "Bearer "+os.Getenv("${keyVariable}"))`] : []),
  ...(body ? [`request.Header.Set("Content-Type", ${JSON.stringify(body.mediaType)})`] : []),
];

const failing = ["if err != nil {", "\tlog.Fatal(err)", "}"];

/** The request as a whole program in Go, without a package of others, as gofmt has it. */
export const goSample = (request: SampleRequest): string => {
  const { method, body } = request;
  const content = body === undefined ? "nil" : "body";
  const statements = [
    ...(body === undefined ? [] : [`body := strings.NewReader(${rawString(JSON.stringify(body.value))})`]),
    `request, err := http.NewRequest(${JSON.stringify(method)}, ${JSON.stringify(addressOf(request))}, ${content})`,
    ...failing,
    ...headersOf(request),
    "response, err := http.DefaultClient.Do(request)",
    ...failing,
    "defer response.Body.Close()",
    "log.Print(response.Status)",
    "if _, err := io.Copy(os.Stdout, response.Body); err != nil {",
    "\tlog.Fatal(err)",
    "}",
  ];
  return [
    "package main",
    "",
    "import (",
    ...importsOf(request).map((name) => `\t${JSON.stringify(name)}`),
    ")",
    "",
    "func main() {",
    ...statements.map((line) => `\t${line}`),
    "}",
  ].join("\n");
};
