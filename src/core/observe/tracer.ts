/** What records traces, whoever makes it. */
import type { TraceParent } from "./trace-context.ts";

/** A request as it comes in. */
export interface TracedRequest {
  readonly method: string;
  /** Without the query, which may name people. */
  readonly path: string;
  readonly requestId: string;
  readonly parent: TraceParent | undefined;
  /** The caller's `tracestate`, as it came. */
  readonly state: string | undefined;
}

/** How a request ended. */
export interface TracedAnswer {
  /** Undefined where no operation answered. */
  readonly operationId: string | undefined;
  /** The path of the operation as the contract has it, such as `/api/things/{thingId}`. */
  readonly route: string | undefined;
  readonly status: number;
}

/** The span of a request. */
export interface RequestSpan {
  readonly traceId: string;
  /** Runs what comes now; what it starts, and what that starts, is within the span. */
  readonly within: (work: () => void) => void;
  readonly end: (answer: TracedAnswer) => void;
}

/** Records traces. Disposing of it sends what has not been sent, within a bounded time, and never fails. */
export interface Tracer extends AsyncDisposable {
  readonly beginRequest: (request: TracedRequest) => RequestSpan;
  /** Does some work of the database as a span of its own, where it belongs to a request; else only does it. */
  readonly database: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;
}
