/** Traces by OpenTelemetry, sent in batches by OTLP over HTTP. Loaded where traces are wanted only: it takes its time. */
import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Attributes,
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import {
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_SYSTEM_NAME,
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
  ATTR_URL_PATH,
} from "@opentelemetry/semantic-conventions";
import { redact } from "./redaction.ts";
import { createSampler, type SamplerName } from "./sampler.ts";
import type { RequestSpan, TracedRequest, Tracer } from "./tracer.ts";

export interface TracingOptions {
  /** The collector's, without `/v1/traces`. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly resourceAttributes: Readonly<Record<string, string>>;
  readonly sampler: SamplerName;
  /** The part of the traces that is kept, where the sampler takes one. */
  readonly sampledRatio: number;
}

export interface TracerOptions extends TracingOptions {
  /** The version of Roster. */
  readonly version: string;
  /** As https://opentelemetry.io/docs/specs/semconv/db/ names it. */
  readonly databaseSystem: string;
  /** Told once when the collector does not take spans, and once when it does again. */
  readonly onFailure: (error: Error) => void;
  readonly onRecovery: () => void;
}

const flushMilliseconds = 2_000;
const longestAttribute = 1_024;
const firstServerError = 500;

/** Tells a failure once each time they begin: there may be one for each batch. */
const createReport = ({ onFailure, onRecovery }: TracerOptions): ((failure: Error | undefined) => void) => {
  let failing = false;
  return (failure) => {
    if (failure !== undefined && !failing) onFailure(failure);
    if (failure === undefined && failing) onRecovery();
    failing = failure !== undefined;
  };
};

const watched = (exporter: SpanExporter, report: (failure: Error | undefined) => void): SpanExporter => ({
  export: (spans, done) =>
    exporter.export(spans, (result) => {
      report(result.code === 0 ? undefined : (result.error ?? new Error("The collector refused them.")));
      done(result);
    }),
  forceFlush: async () => await exporter.forceFlush?.(),
  shutdown: () => exporter.shutdown(),
});

const createProvider = (options: TracerOptions, report: (failure: Error | undefined) => void): TracerProvider => {
  const { endpoint, headers, serviceName, resourceAttributes, version } = options;
  const url = `${endpoint.replace(/\/$/, "")}/v1/traces`;
  const exporter = watched(new OTLPTraceExporter({ url, headers: { ...headers } }), report);
  const own = { [ATTR_SERVICE_VERSION]: version, ...resourceAttributes, [ATTR_SERVICE_NAME]: serviceName };
  return new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(own)),
    sampler: createSampler(options.sampler, options.sampledRatio),
    spanLimits: { attributeValueLengthLimit: longestAttribute },
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
};

const parentOf = ({ parent, state }: TracedRequest): Context => {
  if (parent === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: parent.traceId,
    spanId: parent.spanId,
    traceFlags: parent.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
    ...(state !== undefined && { traceState: createTraceState(state) }),
  });
};

/** Makes the tracer. A collector that is slow or gone disturbs no request: what cannot be sent is dropped. */
export const createOtlpTracer = (options: TracerOptions): Tracer => {
  const report = createReport(options);
  const provider = createProvider(options, report);
  const tracer = provider.getTracer("roster", options.version);
  const current = new AsyncLocalStorage<Span>();

  const begin = (request: TracedRequest): Span => {
    const attributes: Attributes = {
      [ATTR_HTTP_REQUEST_METHOD]: request.method,
      [ATTR_URL_PATH]: redact(request.path),
      "roster.request_id": request.requestId,
    };
    return tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes }, parentOf(request));
  };

  const beginRequest = (request: TracedRequest): RequestSpan => {
    const span = begin(request);
    return {
      traceId: span.spanContext().traceId,
      within: (work) => current.run(span, work),
      end: ({ operationId, route, status }) => {
        span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
        if (route !== undefined) span.updateName(`${request.method} ${route}`).setAttribute(ATTR_HTTP_ROUTE, route);
        if (operationId !== undefined) span.setAttribute("roster.operation_id", operationId);
        if (status >= firstServerError) {
          span.setAttribute(ATTR_ERROR_TYPE, String(status)).setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      },
    };
  };

  return {
    beginRequest,
    database: async (name, work) => {
      const parent = current.getStore();
      if (parent === undefined || !parent.isRecording()) return await work();
      const attributes = { [ATTR_DB_SYSTEM_NAME]: options.databaseSystem, [ATTR_DB_OPERATION_NAME]: name };
      const context = trace.setSpan(ROOT_CONTEXT, parent);
      const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, context);
      try {
        return await work();
      } catch (error) {
        // The message may name what was stored.
        span.setAttribute(ATTR_ERROR_TYPE, error instanceof Error ? error.name : "_OTHER");
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    [Symbol.asyncDispose]: async () => {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(() => {
        report(new Error("The collector did not take the last of them in time."));
        late.resolve();
      }, flushMilliseconds);
      // Why it failed was told when it did.
      const sent = provider.shutdown().catch(() => {});
      await Promise.race([sent, late.promise]).finally(() => clearTimeout(timer));
    },
  };
};
