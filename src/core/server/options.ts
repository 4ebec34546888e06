import type { FastifyBaseLogger } from "fastify";
import type { RateLimitPolicy } from "../contract/rate-limits.ts";
import type { Binding } from "../doors/http/binding.ts";
import type { RequestMetrics } from "../observe/metrics.ts";
import type { Tracer } from "../observe/tracer.ts";
import type { AnswerCache } from "../pipeline/answer-cache.ts";
import type { CounterFactory } from "../pipeline/request-counter.ts";
import type { TransportOptions } from "../sockets/transport.ts";
import type { ConnectionLimits } from "./connection-limits.ts";

/** What a server is made of. */
export interface ServerOptions extends Binding, TransportOptions, ConnectionLimits {
  readonly logger: FastifyBaseLogger;
  /** Origins whose pages may read the answers; none: CORS is off. */
  readonly corsOrigins: readonly string[];
  /** Proxies that are believed what they say of the caller: addresses, ranges, and Fastify's names of ranges. */
  readonly trustedProxies: readonly string[];
  /** The path under which clients see the service, such as `/service`; empty: at the root of its host. */
  readonly basePath: string;
  /** How long a connection may stay open without a request. */
  readonly keepAliveSeconds: number;
  /** How long a connection may stand still in the middle of a request or an answer. Longer than `requestTimeoutSeconds`. */
  readonly idleTimeoutSeconds: number;
  /** What counts requests; none at all: nothing is limited. */
  readonly rateLimits: readonly RateLimitPolicy[];
  /** Where they are counted. */
  readonly counterOf: CounterFactory;
  /** By how much the turns of the event loop may begin late before requests are refused; 0: however late. */
  readonly maxEventLoopDelayMilliseconds: number;
  /** How many streams of events may be open. */
  readonly maximumStreams: number;
  /** How many of them of one client. */
  readonly maximumStreamsPerClient: number;
  /** How often a stream shows that it is alive, and its caller is looked at again. */
  readonly streamHeartbeatSeconds: number;
  /** Where answers are kept. */
  readonly cache: AnswerCache;
  /** Runs work that reads for several requests. */
  readonly readTogether: (work: () => void) => void;
  readonly metrics: RequestMetrics;
  /** Undefined: no traces are recorded; those of callers are named in the log all the same. */
  readonly tracer: Tracer | undefined;
}
