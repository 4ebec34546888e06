/** An operation as a request of Postman, with the examples of the contract. */
import { STATUS_CODES } from "node:http";
import { isSecured, type OperationFacts } from "../contract-facts.ts";
import { at, entriesOf, follow, itemsOf, type Place, textOf } from "../place.ts";
import { type Answer, examplesOf } from "./answers.ts";
import { stableId } from "./stable-id.ts";

interface Parameter {
  readonly key: string;
  readonly in: unknown;
  readonly value: string;
  readonly description: string;
  /** Sent when somebody ticks it. */
  readonly disabled?: true;
}

/** A request in the format of Postman. */
export interface PostmanRequest {
  readonly method: string;
  readonly url: { readonly raw: string; readonly [member: string]: unknown };
  readonly [member: string]: unknown;
}

const parametersOf = (root: Place, operation: Place): readonly Parameter[] =>
  itemsOf(at(operation, "parameters")).map((reference) => {
    const parameter = follow(root, reference);
    return {
      key: textOf(at(parameter, "name")),
      in: at(parameter, "in").value,
      value: String(at(parameter, "example").value ?? ""),
      description: textOf(at(parameter, "description")),
      ...(at(parameter, "required").value !== true && { disabled: true as const }),
    };
  });

const placed = (parameters: readonly Parameter[], place: string): readonly Omit<Parameter, "in">[] =>
  parameters.filter((parameter) => parameter.in === place).map(({ in: _, ...rest }) => rest);

/** A value of a path is a variable of the collection: what one request creates, others read, change and delete. */
const urlOf = (path: string, parameters: readonly Parameter[]): PostmanRequest["url"] => {
  const steps = path.slice(1).replaceAll(/\{(\w+)\}/g, ":$1");
  const query = placed(parameters, "query");
  const variable = placed(parameters, "path").map((parameter) => ({ ...parameter, value: `{{${parameter.key}}}` }));
  return {
    raw: `{{baseUrl}}/${steps}`,
    host: ["{{baseUrl}}"],
    path: steps.split("/"),
    ...(query.length > 0 && { query }),
    ...(variable.length > 0 && { variable }),
  };
};

const textFor = (mediaType: string | undefined, value: unknown): string =>
  mediaType?.endsWith("json") ? JSON.stringify(value, null, 2) : String(value);

const languageOf = (mediaType: string | undefined): string => {
  if (mediaType?.endsWith("json")) return "json";
  return mediaType === "text/html" ? "html" : "text";
};

const bodyOf = (root: Place, operation: Place): { mediaType: string; body: object } | undefined => {
  const [content] = entriesOf(at(follow(root, at(operation, "requestBody")), "content"));
  if (content === undefined) return undefined;
  const [mediaType, media] = content;
  const raw = textFor(mediaType, examplesOf(root, media)[0]?.value);
  return { mediaType, body: { mode: "raw", raw, options: { raw: { language: languageOf(mediaType) } } } };
};

/** The variables of the paths, with the contract's examples. */
export const pathVariablesOf = (root: Place, operation: Place): readonly (readonly [name: string, example: string])[] =>
  parametersOf(root, operation)
    .filter((parameter) => parameter.in === "path")
    .map(({ key, value }) => [key, value]);

export const requestOf = (root: Place, facts: OperationFacts): PostmanRequest => {
  const operation = at(root, "paths", facts.path, facts.method);
  const parameters = parametersOf(root, operation);
  const content = bodyOf(root, operation);
  const contentType = content ? [{ key: "Content-Type", value: content.mediaType }] : [];
  return {
    method: facts.method.toUpperCase(),
    description: textOf(at(operation, "description")),
    // Whoever needs a credential has that of the collection.
    ...(!isSecured(facts) && { auth: { type: "noauth" } }),
    url: urlOf(facts.path, parameters),
    header: [...contentType, ...placed(parameters, "header")],
    ...(content && { body: content.body }),
  };
};

/** The examples of an answer, as Postman shows and mocks them. */
export const savedResponsesOf = (
  operationId: string,
  { method, url }: PostmanRequest,
  answers: readonly Answer[],
): readonly object[] =>
  answers.flatMap(({ status, mediaType, headers, examples }) =>
    (examples.length > 0 ? examples : [{ name: STATUS_CODES[status] ?? "", value: "" }]).map(({ name, value }) => ({
      id: stableId(`${operationId} ${status} ${name}`),
      name: `${status}: ${name}`,
      originalRequest: { method, url: url.raw },
      status: STATUS_CODES[status] ?? "",
      code: status,
      _postman_previewlanguage: languageOf(mediaType),
      header: [
        ...(mediaType ? [{ key: "Content-Type", value: mediaType }] : []),
        ...headers.map(([key, example]) => ({ key, value: String(example) })),
      ],
      cookie: [],
      body: textFor(mediaType, value),
    })),
  );
