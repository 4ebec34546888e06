/** Rules of HTTP that hold for every request, whatever it asks for. */
import type { IncomingMessage } from "node:http";
import { type CoreProblemType, type ProblemReply, problem } from "../contract/problem.ts";
import { groupedDigits } from "./grouped-digits.ts";
import { isWellFormedTarget } from "./target.ts";

/** RFC 9110, section 4.1 asks for at least this much. */
export const addressLimitBytes = 8_000;

/** Node's own default, spelled out because the contract promises it. */
export const headLimitBytes = 16_384;

/** How many headers a request may have: all of them are looked at. */
export const headFieldsLimit = 1_000;

export const headTooLarge = problem(
  "header-fields-too-large",
  `The head of the request has more than 16 KiB or more than ${groupedDigits(headFieldsLimit)} headers.`,
);

/** RFC 9110, section 7.2: a name or an address, and perhaps a port. It may be empty. */
export const wellFormedHost = /^(?:[\w.~!$&'()*+,;=%-]*|\[[\w.~!$&'()*+,;=:-]+\])(?::\d*)?$/;

/** Three times for each request, so without a copy of the headers. */
const countOf = (rawHeaders: readonly string[], name: string): number => {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header = rawHeaders[index] ?? "";
    if (header.length === name.length && header.toLowerCase() === name) count += 1;
  }
  return count;
};

/** What breaks a rule, and how it is answered. */
type Rule = readonly [type: CoreProblemType, detail: string, isBroken: (request: IncomingMessage) => boolean];

/** RFC 9112, section 6.1: any other coding, and any in HTTP/1.0, leaves open where the body ends. */
const hasFaultyFraming = ({ headers, httpVersion }: IncomingMessage): boolean => {
  const coding = headers["transfer-encoding"];
  return coding !== undefined && (httpVersion === "1.0" || coding.toLowerCase() !== "chunked");
};

/** RFC 9112, section 3.2: two readers of an ambiguous request must not see two different ones. */
const hasOneHost = ({ httpVersion, rawHeaders }: IncomingMessage): boolean => {
  const hosts = countOf(rawHeaders, "host");
  return hosts === 1 || (hosts === 0 && httpVersion === "1.0");
};

const rules: readonly Rule[] = [
  ["malformed-request", "This is HTTP/1.1 or 1.0 only.", ({ httpVersion }) => !/^1\.[01]$/.test(httpVersion)],
  [
    "address-too-long",
    `An address may have ${groupedDigits(addressLimitBytes)} bytes.`,
    ({ url = "" }) => url.length > addressLimitBytes,
  ],
  ["malformed-request", "The address is no path.", ({ url = "", method }) => !isWellFormedTarget(url, method)],
  ["malformed-request", "There must be exactly one Host header.", (request) => !hasOneHost(request)],
  ["malformed-request", "The Host header is no host.", ({ headers }) => !wellFormedHost.test(headers.host ?? "")],
  ["malformed-request", "The only Transfer-Encoding is chunked, in HTTP/1.1.", hasFaultyFraming],
  ...["Authorization", "Content-Type"].map(
    (name): Rule => [
      "malformed-request",
      `There may be one ${name} header.`,
      ({ rawHeaders }) => countOf(rawHeaders, name.toLowerCase()) > 1,
    ],
  ),
  [
    "expectation-failed",
    "Only 100-continue can be expected.",
    // RFC 9110, section 10.1.1: HTTP/1.0 knows no expectations, and they are ignored there.
    ({ headers, httpVersion }) => httpVersion === "1.1" && !/^100-continue$/i.test(headers.expect ?? "100-continue"),
  ],
];

/** What is wrong with a request whatever it asks for; undefined when nothing is. */
export const protocolProblem = (request: IncomingMessage): ProblemReply | undefined => {
  if (request.rawHeaders.length > 2 * headFieldsLimit) return headTooLarge;
  const rule = rules.find(([, , isBroken]) => isBroken(request));
  return rule && problem(rule[0], rule[1]);
};

/** Whether the caller waits for `100 Continue` before it sends the body. */
export const awaitsContinue = ({ headers, httpVersion }: IncomingMessage): boolean =>
  httpVersion === "1.1" && headers.expect !== undefined;
