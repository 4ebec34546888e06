import type { ContractDocument } from "../../../src/core/contract/document.ts";
import { basePathOf } from "../../../src/core/contract/normal-form.ts";
import { exampleOf } from "../example-value.ts";
import { at, entriesOf, follow, itemsOf, type Place, textOf } from "../place.ts";

/** Where the samples expect Roster: where `npm start` puts it. */
export const sampleAddress = "http://localhost:5000";

/** The environment variable that the samples take the credential from. */
export const keyVariable = "ROSTER_KEY";

/** How a sample shows what was answered. */
export type Showing = "json" | "text" | "stream" | "nothing";

/** One request that the contract's own examples make of an operation. */
export interface SampleRequest {
  readonly method: string;
  /** What the contract's server has before all paths. */
  readonly basePath: string;
  /** The path with its parameters filled in and encoded. */
  readonly path: string;
  /** Required query parameters, not encoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly needsKey: boolean;
  readonly body?: { readonly mediaType: string; readonly value: unknown };
  readonly showing: Showing;
}

/** An operation, as the contract has it. */
export interface SampledOperation {
  readonly path: string;
  readonly method: string;
  readonly needsKey: boolean;
}

/** As a list of its parts (`simple` and `form`), where it has some. */
const asText = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return String(value);
  const parts = Array.isArray(value) ? value : Object.entries(value).flat();
  return parts.map(String).join(",");
};

const parametersOf = (
  root: Place,
  { path, method }: Pick<SampledOperation, "path" | "method">,
  location: string,
): readonly (readonly [string, string])[] =>
  [at(root, "paths", path), at(root, "paths", path, method)]
    .flatMap((holder) => itemsOf(at(holder, "parameters")))
    .map((parameter) => follow(root, parameter))
    .filter((parameter) => at(parameter, "in").value === location && at(parameter, "required").value === true)
    .map((parameter) => [textOf(at(parameter, "name")), asText(exampleOf(root, parameter, "request"))]);

const bodyOf = (root: Place, operation: Place): SampleRequest["body"] => {
  const content = at(follow(root, at(operation, "requestBody")), "content");
  const [first] = entriesOf(content);
  if (first === undefined) return undefined;
  const [mediaType, media] = first;
  return { mediaType, value: exampleOf(root, media, "request") };
};

const showingOf = (root: Place, operation: Place): Showing => {
  const responses = entriesOf(at(operation, "responses"));
  const success = responses.find(([status]) => status.startsWith("2")) ?? responses[0];
  if (success === undefined) return "nothing";
  const [first] = entriesOf(at(follow(root, success[1]), "content"));
  if (first === undefined) return "nothing";
  if (first[0] === "text/event-stream") return "stream";
  return /[/+]json$/.test(first[0]) ? "json" : "text";
};

/** The request of the samples: whatever is required, with the examples of the contract, and nothing optional. */
export const sampleRequestOf = (root: Place, { path, method, needsKey }: SampledOperation): SampleRequest => {
  const operation = at(root, "paths", path, method);
  const filled = new Map(parametersOf(root, { path, method }, "path"));
  const body = bodyOf(root, operation);
  return {
    method: method.toUpperCase(),
    basePath: basePathOf(root.value as ContractDocument),
    path: path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(filled.get(name) ?? name)),
    query: parametersOf(root, { path, method }, "query"),
    needsKey,
    ...(body && { body }),
    showing: showingOf(root, operation),
  };
};

/** The whole address, its query encoded. */
export const addressOf = ({ basePath, path, query }: SampleRequest): string => {
  const encoded = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
  return `${sampleAddress}${basePath}${path}${encoded === "" ? "" : `?${encoded}`}`;
};
