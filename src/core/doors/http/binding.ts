/** Each operation of the contract, bound to its handler by fastify-openapi-glue. */
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod, RouteOptions } from "fastify";
import { fastifyOpenapiGlue } from "fastify-openapi-glue";
import type { Authenticators } from "../../access/principal.ts";
import type { SecurityScheme } from "../../access/scheme.ts";
import type { ContractDocument } from "../../contract/document.ts";
import type { MapFailure } from "../../contract/failures.ts";
import { formMediaType, isJson } from "../../contract/media-types.ts";
import { declaredFor, type Operation } from "../../contract/operations.ts";
import { routeName } from "../../contract/parameters.ts";
import { invalidRequest } from "../../contract/problem.ts";
import { createRequestValidator, type RawRequest, type RequestValidator } from "../../contract/request-validator.ts";
import { createSchemaCompiler, type Formats } from "../../contract/schema-compiler.ts";
import { createSerializers } from "../../contract/serializer.ts";
import { createEncode } from "../../http/coded-bodies.ts";
import { contentCodingFor } from "../../http/content-coding.ts";
import { elementsOf } from "../../http/list-field.ts";
import { isEmptyForm, mediaTypeOf } from "../../http/media-type.ts";
import { type ShapeFailure, sendProblem } from "../../http/problem-details.ts";
import { queryOf } from "../../http/target.ts";
import { type BoundHandler, createSender, type Sender } from "../../pipeline/answer.ts";
import type { AnswerCache } from "../../pipeline/answer-cache.ts";
import type { EventStreams } from "../../pipeline/event-stream.ts";
import { type Access, createGuard, createReadmission, type Limits } from "../../pipeline/guard.ts";
import { cacheKeyOf, createRead, type Read } from "../../pipeline/read.ts";
import { inCoding, isReady, sendReady } from "../../pipeline/ready-answer.ts";
import { checkBinding } from "./binding-check.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The operation of a route; undefined for what no operation answers. */
    operationId?: string;
    /** Whether no rate limit counts its requests. */
    isUnlimited?: boolean;
  }
}

export interface Binding {
  readonly contract: ContractDocument;
  /** By operationId. */
  readonly handlers: Readonly<Record<string, BoundHandler>>;
  readonly authenticators: Authenticators;
  /** Formats of strings that the contract uses beside those of JSON Schema. */
  readonly formats?: Formats | undefined;
  /** Where failures have another shape than problem details. */
  readonly mapFailure?: MapFailure | undefined;
}

/** What routes share. */
export interface Services {
  readonly limits: Limits;
  readonly streams: EventStreams;
  readonly cache: AnswerCache;
}

const rawRequestOf = (request: FastifyRequest): RawRequest => ({
  params: request.params as Record<string, unknown>,
  query: queryOf(request.url),
  headers: request.headers,
  mediaType: isEmptyForm(request.headers) ? formMediaType : mediaTypeOf(request.headers),
  body: request.body,
});

const createRouteHandler =
  (validate: RequestValidator, handle: BoundHandler, send: Sender): RouteHandlerMethod =>
  async (request, reply) => {
    const validation = validate(rawRequestOf(request));
    if (!validation.valid) return sendProblem(request, reply, invalidRequest(validation.errors));
    return send(request, reply, await handle({ ...validation.input, caller: request.caller, prefix: request.prefix }));
  };

const directivesForAnew: readonly string[] = ["no-cache", "no-store", "max-age=0"];

/** Whether the client wants no cached response (RFC 9111, section 5.2.1). */
const asksAnew = (cacheControl: string | undefined): boolean =>
  elementsOf(cacheControl).some((directive) => directivesForAnew.includes(directive.toLowerCase()));

/**
 * Answers out of the cache, before the request is validated: the address was, when its answer was made, and of the headers that
 * these operations take, `If-Match` is absent then, and `If-None-Match` is absent or the entity tag itself.
 */
const createReadHandler =
  (read: Read, cache: AnswerCache): RouteHandlerMethod =>
  async (request, reply) => {
    const { url: target, prefix, headers } = request;
    const { "if-match": expected, "if-none-match": condition } = headers;
    const version = asksAnew(headers["cache-control"]) ? undefined : cache.version();
    const known = cache.find(cacheKeyOf({ target, prefix }), version);
    const coding = contentCodingFor(headers["accept-encoding"]);
    const isPlain = expected === undefined && (condition === undefined || condition === known?.entityTag);
    const isValid = known !== undefined && isPlain;
    const answer = isValid ? known : await read({ target, prefix, version }, rawRequestOf(request), known);
    return isReady(answer)
      ? sendReady(request, reply, await inCoding(answer, coding))
      : sendProblem(request, reply, answer);
  };

/** Makes the function that gives the failures of an operation the shape that an application has for them. */
const createFailureShape =
  (document: ContractDocument, { operationId, responses }: Operation, mapFailure: MapFailure): ShapeFailure =>
  ({ status, problem: { uri, title, detail } }) => {
    const content = declaredFor(responses, status)?.content;
    const mapped = mapFailure({ type: uri, title, status, detail }, { document, operationId, content });
    if (mapped === undefined) return undefined;
    const { mediaType, body } = mapped;
    return {
      contentType: `${mediaType}; charset=utf-8`,
      body: isJson(mediaType) ? JSON.stringify(body) : String(body),
    };
  };

/** A path as glue and the router take it: `{user-id}` as `{user_id}`. */
const routePath = (path: string): string => path.replaceAll(/\{([^}]+)\}/g, (_, name) => `{${routeName(name)}}`);

/** The part of a contract that routes are made of; all else is done here, for any contract alike. */
const routesOf = ({ info }: ContractDocument, operations: readonly Operation[]) => ({
  openapi: "3.1.0",
  info: { title: info.title, version: info.version },
  paths: Object.fromEntries(
    [...Map.groupBy(operations, ({ path }) => routePath(path))].map(([path, those]) => [
      path,
      Object.fromEntries(
        those.map(({ method, operationId, parameters }) => [
          method.toLowerCase(),
          {
            operationId,
            parameters: parameters
              .filter((parameter) => parameter.in === "path")
              .map(({ name }) => ({ name: routeName(name), in: "path", required: true, schema: { type: "string" } })),
            responses: { default: { description: "As the contract has it." } },
          },
        ]),
      ),
    ]),
  ),
});

/**
 * Registers a route for each operation of the contract. Limits and security come first, as an `onRequest` hook, because glue's own would run after
 * the body is read and validated; validation is the contract's own, because Fastify's stops at the first part that fails.
 * Returns the reads whose answers are kept, by operationId. Throws a BindingError when contract, handlers and authenticators
 * do not fit one to one.
 */
export const bindOperations = async (
  app: FastifyInstance,
  operations: readonly Operation[],
  { contract, handlers, authenticators, formats, mapFailure }: Binding,
  { limits, streams, cache }: Services,
): Promise<ReadonlyMap<string, Read>> => {
  checkBinding(operations, handlers, authenticators);
  const compile = createSchemaCompiler(contract, formats);
  const serializersOf = createSerializers(contract);
  const encode = createEncode();
  const access: Access = {
    authenticators,
    schemes: (contract.components.securitySchemes ?? {}) as Readonly<Record<string, SecurityScheme>>,
  };
  const reads = new Map<string, Read>();
  const routes = new Map<string, Omit<RouteOptions, "method" | "url">>();
  for (const operation of operations) {
    const { operationId } = operation;
    const handle = handlers[operationId] as BoundHandler;
    const validate = createRequestValidator(contract, operation, compile);
    const serializers = serializersOf(operation);
    const readmit = createReadmission(operation, access);
    const send = createSender(operation, { serializers, streams, readmit, encode });
    const read = operation.isCached ? createRead(operation, { validate, handle, serializers, cache }) : undefined;
    if (read !== undefined) reads.set(operationId, read);
    routes.set(operationId, {
      config: {
        operationId,
        isUnlimited: operation.rateLimits.length === 0,
        shapeFailure: mapFailure && createFailureShape(contract, operation, mapFailure),
      },
      onRequest: createGuard(operation, access, limits),
      handler: read === undefined ? createRouteHandler(validate, handle, send) : createReadHandler(read, cache),
    });
  }
  // Both are done above. Fastify would do them once more, by the schemas of its routes.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(fastifyOpenapiGlue, {
    specification: routesOf(contract, operations),
    operationResolver: (operationId) => routes.get(operationId) as RouteOptions,
  });
  return reads;
};
