/** The trace of each request: named in its lines of the log, and recorded where somebody wants it. */
import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyServerOptions, onRequestHookHandler } from "fastify";
import type { Operation } from "../contract/operations.ts";
import { pathOf } from "../http/target.ts";
import type { AnsweredRequest } from "../observe/metrics.ts";
import { parseTraceParent } from "../observe/trace-context.ts";
import type { RequestSpan, Tracer } from "../observe/tracer.ts";

type ChildLoggerFactory = NonNullable<FastifyServerOptions["childLoggerFactory"]>;

export interface RequestTraces {
  /** Makes the log of a request, whose lines have its `traceId`: the caller's, or where traces are recorded, a new one. */
  readonly childLogger: ChildLoggerFactory;
  /** Lets all that a request leads to belong to its span. */
  readonly install: (app: FastifyInstance) => void;
  readonly end: (request: IncomingMessage, answered: AnsweredRequest) => void;
}

/** Where nothing is recorded, a request costs a look at one header. */
const withoutTracer: RequestTraces = {
  childLogger: (logger, bindings, options, { headers }) => {
    const traceId = parseTraceParent(headers.traceparent)?.traceId;
    return logger.child(traceId === undefined ? bindings : { ...bindings, traceId }, options);
  },
  install: () => {},
  end: () => {},
};

const textOf = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === "string" ? header : undefined;

/** Traces of requests, recorded by the tracer. */
export const createRequestTraces = (tracer: Tracer | undefined, operations: readonly Operation[]): RequestTraces => {
  if (tracer === undefined) return withoutTracer;
  const routes = new Map(operations.map(({ operationId, path }) => [operationId, path]));
  const spans = new WeakMap<IncomingMessage, RequestSpan>();

  const begin = (request: IncomingMessage, requestId: string): RequestSpan => {
    const { method = "", url = "/", headers } = request;
    const span = tracer.beginRequest({
      method,
      path: pathOf(url),
      requestId,
      parent: parseTraceParent(headers.traceparent),
      state: textOf(headers.tracestate),
    });
    spans.set(request, span);
    return span;
  };

  return {
    childLogger: (logger, bindings, options, request) => {
      const { traceId } = spans.get(request) ?? begin(request, String(bindings.requestId));
      return logger.child({ ...bindings, traceId }, options);
    },
    install: (app) => {
      const enter: onRequestHookHandler = ({ raw }, _, done) => {
        const span = spans.get(raw);
        if (span === undefined) done();
        else span.within(done);
      };
      app.addHook("onRequest", enter);
      // Reading a body leaves what was entered before it.
      app.addHook("preHandler", enter);
    },
    end: (request, { operationId, status }) => {
      const route = operationId === undefined ? undefined : routes.get(operationId);
      spans.get(request)?.end({ operationId, route, status });
    },
  };
};
