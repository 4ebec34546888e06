/** The file of a handler that returns the example of the contract. */
import { isJson } from "../../src/core/contract/media-types.ts";
import { exampleMark } from "../check/examples.ts";
import type { OperationFacts } from "../generate/contract-facts.ts";
import { exampleOf } from "../generate/example-value.ts";
import { at, entriesOf, follow, type Place } from "../generate/place.ts";
import { identifierOf } from "../generate/registries.ts";
import type { NewFile } from "./write-files.ts";

/** The status that an example has: the first that means success, or any where a range or `default` stands for it. */
const statusOf = (key: string): number =>
  /^\d{3}$/.test(key) ? Number(key) : /^\dXX$/.test(key) ? Number(key[0]) * 100 : 200;

const successOf = (root: Place, operation: Place): readonly [key: string, response: Place] | undefined => {
  const responses = entriesOf(at(operation, "responses"));
  const found =
    responses.find(([key]) => key.startsWith("2")) ??
    responses.find(([key]) => key === "default") ??
    responses.find(([key]) => key.startsWith("3")) ??
    responses[0];
  return found && [found[0], follow(root, found[1])];
};

const literal = (value: unknown): string => JSON.stringify(value, null, 2) ?? "{}";

const bodyOf = (root: Place, response: Place): string | undefined => {
  const [first] = entriesOf(at(response, "content"));
  if (first === undefined) return undefined;
  const [mediaType, media] = first;
  if (isJson(mediaType)) return literal(exampleOf(root, media, "response"));
  if (mediaType === "text/event-stream") return "async function* () {}";
  const example = exampleOf(root, media, "response");
  return JSON.stringify(typeof example === "string" ? example : "");
};

/** Headers that the contract says are always there; those of the core's are set by it. */
const headersOf = (root: Place, response: Place): string | undefined => {
  const headers = entriesOf(at(response, "headers"))
    .filter(([name]) => !["x-request-id", "content-type"].includes(name.toLowerCase()))
    .map(([name, header]) => [name, follow(root, header), header] as const)
    // What a reference names is required by its type.
    .filter(([, header, source]) => at(header, "required").value === true || at(source, "$ref").value !== undefined)
    .map(([name, header]) => [name, exampleOf(root, header, "response")]);
  return headers.length === 0 ? undefined : literal(Object.fromEntries(headers));
};

const folderOf = (operation: Place): string => {
  const tag = at(operation, "tags", 0).value;
  const word = String(tag ?? "operations")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return word === "" ? "operations" : word;
};

/** The handler of an operation, which returns the contract's own example until somebody writes it. */
export const handlerFile = (root: Place, { operationId, path, method }: OperationFacts): NewFile => {
  const operation = at(root, "paths", path, method);
  const name = identifierOf(operationId);
  const [key, response] = successOf(root, operation) ?? ["200", operation];
  const body = bodyOf(root, response);
  const headers = headersOf(root, response);
  const id = JSON.stringify(operationId);
  const members = [
    `status: ${statusOf(key)}`,
    ...(body ? [`body: ${body}`] : []),
    ...(headers ? [`headers: ${headers}`] : []),
  ];
  const summary = String(at(operation, "summary").value ?? `${method.toUpperCase()} ${path}`).replaceAll(/\s+/g, " ");
  return {
    path: `src/handlers/${folderOf(operation)}/${name}.ts`,
    text: `import type { Input, Reply } from "../handler.ts";

/** ${summary.replaceAll("*/", "* /")} */
export const ${name} = async (_: Input<${id}>): Reply<${id}> => ({
  ${exampleMark} write what the operation does, and take this line away.
  ${members.join(",\n  ")},
});
`,
  };
};
