import { at, ContractMistake, entriesOf, follow, itemsOf, type Place, textOf } from "../place.ts";

/** Where the samples expect Roster: where `npm start` puts it. */
export const sampleAddress = "http://localhost:5000";

/** The environment variable that the samples take the credential from. */
export const keyVariable = "ROSTER_KEY";

/** How a sample shows what was answered. */
export type Showing = "json" | "text" | "stream" | "nothing";

/** One request that the contract's own examples make of an operation. */
export interface SampleRequest {
  readonly method: string;
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

const exampleOf = (parameter: Place): string => {
  const { value } = at(parameter, "example");
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new ContractMistake(
    "a required parameter needs an example that is no object: samples are made of it",
    parameter.path,
  );
};

const parametersOf = (root: Place, operation: Place, location: string): readonly (readonly [string, string])[] =>
  itemsOf(at(operation, "parameters"))
    .map((parameter) => follow(root, parameter))
    .filter((parameter) => at(parameter, "in").value === location && at(parameter, "required").value === true)
    .map((parameter) => [textOf(at(parameter, "name")), exampleOf(parameter)]);

const bodyOf = (root: Place, operation: Place): SampleRequest["body"] => {
  const content = at(follow(root, at(operation, "requestBody")), "content");
  const [first] = entriesOf(content);
  if (first === undefined) return undefined;
  const [mediaType, media] = first;
  const [example] = entriesOf(at(media, "examples"));
  if (example === undefined) throw new ContractMistake("a body needs an example: samples are made of it", media.path);
  return { mediaType, value: at(follow(root, example[1]), "value").value };
};

const showingOf = (root: Place, operation: Place): Showing => {
  const success = entriesOf(at(operation, "responses")).find(([status]) => status.startsWith("2"));
  if (success === undefined) throw new ContractMistake("an operation needs a status of success", operation.path);
  const [first] = entriesOf(at(follow(root, success[1]), "content"));
  if (first === undefined) return "nothing";
  if (first[0] === "text/event-stream") return "stream";
  return /[/+]json$/.test(first[0]) ? "json" : "text";
};

/**
 * The request of the samples: whatever is required, with the examples of the contract, and nothing optional. Throws
 * `ContractMistake` where an example is missing.
 */
export const sampleRequestOf = (root: Place, { path, method, needsKey }: SampledOperation): SampleRequest => {
  const operation = at(root, "paths", path, method);
  const filled = new Map(parametersOf(root, operation, "path"));
  const body = bodyOf(root, operation);
  return {
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(filled.get(name) ?? name)),
    query: parametersOf(root, operation, "query"),
    needsKey,
    ...(body && { body }),
    showing: showingOf(root, operation),
  };
};

/** The whole address, its query encoded. */
export const addressOf = ({ path, query }: SampleRequest): string => {
  const encoded = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
  return `${sampleAddress}${path}${encoded === "" ? "" : `?${encoded}`}`;
};
