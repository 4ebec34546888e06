import { keyVariable, type SampleRequest, sampleAddress } from "./sample-request.ts";

/** In single quotes, as a POSIX shell takes a text for itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const bodyOptions = ({ body }: SampleRequest): readonly string[] => {
  if (body === undefined) return [];
  const text = quoted(JSON.stringify(body.value));
  if (body.mediaType === "application/json") return [`--json ${text}`];
  return [`--header ${quoted(`Content-Type: ${body.mediaType}`)}`, `--data ${text}`];
};

/** What curl would choose by itself is left out. */
const methodOptions = ({ method, body }: SampleRequest): readonly string[] =>
  method === (body === undefined ? "GET" : "POST") ? [] : [`--request ${method}`];

/** The request for a POSIX shell, with curl 7.82 or newer. */
export const curlSample = (request: SampleRequest): string =>
  [
    `curl ${quoted(`${sampleAddress}${request.path}`)}`,
    ...methodOptions(request),
    ...(request.showing === "nothing" ? ["--include"] : []),
    ...(request.showing === "stream" ? ["--no-buffer"] : []),
    ...(request.needsKey ? [`--header "Authorization: Bearer $${keyVariable}"`] : []),
    ...(request.query.length > 0 ? ["--get"] : []),
    ...request.query.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
    ...bodyOptions(request),
  ].join(" \\\n  ");
