/** Each operation of the contract, bound to its handler by fastify-openapi-glue. */
import type { FastifyInstance, RouteHandlerMethod, RouteOptions } from "fastify";
import { fastifyOpenapiGlue } from "fastify-openapi-glue";
import type { Authenticators, Principal } from "../access/principal.ts";
import type { ContractDocument } from "../contract/document.ts";
import type { Operation } from "../contract/operations.ts";
import { invalidRequest } from "../contract/problem.ts";
import { createRequestValidator, type RequestValidator, type ValidInput } from "../contract/request-validator.ts";
import { createSchemaCompiler } from "../contract/schema-compiler.ts";
import { type Answer, createSender, type Sender } from "./answer.ts";
import { checkBinding } from "./binding-check.ts";
import type { EventStreams } from "./event-stream.ts";
import { createGuard, createReadmission, type Limits } from "./guard.ts";
import { mediaTypeOf } from "./media-type.ts";
import { sendProblem } from "./problem-details.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The operation of a route; undefined for what no operation answers. */
    operationId?: string;
  }
}

/** A handler whose dependencies are in its hands already. */
export type BoundHandler = (input: ValidInput & { readonly caller: Principal | undefined }) => Promise<Answer>;

export interface Binding {
  readonly contract: ContractDocument;
  /** By operationId. */
  readonly handlers: Readonly<Record<string, BoundHandler>>;
  readonly authenticators: Authenticators;
}

const queryOf = (url: string): string => {
  const start = url.indexOf("?");
  return start === -1 ? "" : url.slice(start + 1);
};

const createRouteHandler =
  (validate: RequestValidator, handle: BoundHandler, send: Sender): RouteHandlerMethod =>
  async (request, reply) => {
    const validation = validate({
      params: request.params as Record<string, unknown>,
      query: queryOf(request.url),
      headers: request.headers,
      mediaType: mediaTypeOf(request.headers),
      body: request.body,
    });
    if (!validation.valid) return sendProblem(request, reply, invalidRequest(validation.errors));
    return send(request, reply, await handle({ ...validation.input, caller: request.caller }));
  };

/**
 * Registers a route for each operation of the contract. Limits and security come first, as an `onRequest` hook, because glue's own would run after
 * the body is read and validated; validation is the contract's own, because Fastify's stops at the first part that fails.
 * Throws a BindingError when contract, handlers and authenticators do not fit one to one.
 */
export const bindOperations = async (
  app: FastifyInstance,
  operations: readonly Operation[],
  { contract, handlers, authenticators }: Binding,
  limits: Limits,
  streams: EventStreams,
): Promise<void> => {
  checkBinding(operations, handlers, authenticators);
  const compile = createSchemaCompiler(contract);
  const routes = new Map<string, Omit<RouteOptions, "method" | "url">>();
  for (const operation of operations) {
    const { operationId } = operation;
    const handle = handlers[operationId] as BoundHandler;
    const validate = createRequestValidator(operation, compile);
    const send = createSender(operation, { streams, readmit: createReadmission(operation, authenticators) });
    routes.set(operationId, {
      config: { operationId },
      onRequest: createGuard(operation, authenticators, limits),
      handler: createRouteHandler(validate, handle, send),
    });
  }
  app.setValidatorCompiler(() => () => true);
  await app.register(fastifyOpenapiGlue, {
    specification: contract,
    operationResolver: (operationId) => routes.get(operationId) as RouteOptions,
  });
};
