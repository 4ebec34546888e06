/** The operations of the contract, each in one piece: references followed, defaults of the document applied. */
import {
  type ContractDocument,
  type OperationObject,
  type ParameterObject,
  type RequestBodyObject,
  type ResponseObject,
  resolve,
  type Schema,
  type SecurityRequirement,
} from "./document.ts";
import { methods } from "./normal-form.ts";

export type Method = Uppercase<(typeof methods)[number]>;

export interface Operation {
  readonly operationId: string;
  readonly method: Method;
  /** As the contract spells it: `/api/things/{thingId}`. */
  readonly path: string;
  /** Each with its schema, which may stand in its `content`. */
  readonly parameters: readonly ParameterObject[];
  readonly requestBody: RequestBodyObject | undefined;
  /** By status, as a string of three digits, a range such as `4XX`, or `default`. */
  readonly responses: ReadonlyMap<string, ResponseObject>;
  /** Alternatives, one of which must hold. None at all: open to everybody. */
  readonly security: readonly SecurityRequirement[];
  /** The names of the policies that count its requests. None at all: it is never refused for how much is asked. */
  readonly rateLimits: readonly string[];
  /** Whether its answers hold for as long as the store stays as it is, for every client. */
  readonly isCached: boolean;
  /** For how many seconds a credential that was accepted counts while it cannot be looked up. */
  readonly credentialMemorySeconds: number;
}

const operationOf = (
  document: ContractDocument,
  path: string,
  method: (typeof methods)[number],
  source: OperationObject,
): Operation => ({
  operationId: source.operationId ?? "",
  method: method.toUpperCase() as Method,
  path,
  parameters: (source.parameters ?? []).map((item) => {
    const parameter = resolve<ParameterObject>(document, item);
    const [content] = Object.values(parameter.content ?? {});
    return { ...parameter, schema: resolve<Schema>(document, parameter.schema ?? content?.schema ?? {}) };
  }),
  requestBody: source.requestBody && resolve<RequestBodyObject>(document, source.requestBody),
  responses: new Map(
    Object.entries(source.responses).map(([status, response]) => [status, resolve<ResponseObject>(document, response)]),
  ),
  security: source.security ?? document.security ?? [],
  rateLimits: source["x-rate-limit"] ?? [],
  isCached: source["x-cache"] ?? false,
  credentialMemorySeconds: source["x-credential-memory"] ?? 0,
});

/** The response that a contract declares for a status: its own, that of its range, or the default. */
export const declaredFor = <Declared>(declared: ReadonlyMap<string, Declared>, status: number): Declared | undefined =>
  declared.get(String(status)) ?? declared.get(`${String(status).charAt(0)}XX`) ?? declared.get("default");

/** Every operation of the contract, which is in its normal form, in the contract's order. */
export const operationsOf = (document: ContractDocument): readonly Operation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const source = item[method];
      return source === undefined ? [] : [operationOf(document, path, method, source)];
    }),
  );

/** The media types that a request body may have; none where an operation takes no body. */
export const mediaTypesTaken = (requestBody: Operation["requestBody"]): readonly string[] =>
  Object.keys(requestBody?.content ?? {});

/** Every media type that a request or an answer may have. */
export const mediaTypesOf = (operations: readonly Operation[]): readonly string[] => {
  const contents = operations.flatMap(({ requestBody, responses }) => [
    requestBody?.content,
    ...[...responses.values()].map(({ content }) => content),
  ]);
  return [...new Set(contents.flatMap((content) => Object.keys(content ?? {})))];
};
