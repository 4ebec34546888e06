/** From the environment and the command line to a checked configuration: the only reader of `process.env`. */
import { type CleanedEnv, cleanEnv } from "envalid";
import { StartError } from "../start-error.ts";
import type { OwnSettings } from "./own-settings.ts";
import type { RateLimitSetting } from "./rate-limits.ts";
import { coreSettings, type LogLevel } from "./settings.ts";
import type { TraceSampler } from "./tracing.ts";

/** The identity provider whose access tokens are taken. */
export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Of JSON Web Algorithms, asymmetric ones only. */
  readonly algorithms: readonly string[];
  readonly leewaySeconds: number;
}

/** Files of PEM. */
export interface TlsConfig {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Where traces go, and which: the names and meanings are OpenTelemetry's. */
export interface TracingConfig {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly resourceAttributes: Readonly<Record<string, string>>;
  readonly sampler: TraceSampler;
  readonly sampledRatio: number;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** How many connections to PostgreSQL at most. */
  readonly databasePoolSize: number;
  /** What kept answers may take; 0: none is kept. */
  readonly cacheBytes: number;
  /** Whether a brand-new file is given the sample records. */
  readonly sampleData: boolean;
  readonly production: boolean;
  readonly logLevel: LogLevel;
  readonly corsOrigins: readonly string[];
  /** Addresses, ranges, and Fastify's names of ranges; none: nobody is believed. */
  readonly trustedProxies: readonly string[];
  /** The path under which clients see the service, such as `/service`; empty: at the root of its host. */
  readonly basePath: string;
  /** How long a connection may stay open without a request. */
  readonly keepAliveSeconds: number;
  /** Undefined: plain HTTP. */
  readonly tls: TlsConfig | undefined;
  /** Undefined: there is none, and no token is taken. */
  readonly oidc: OidcConfig | undefined;
  readonly rateLimit: RateLimitSetting;
  /** Undefined: each process counts requests alone. */
  readonly redisUrl: string | undefined;
  readonly maxConnections: number;
  /** From one IP address; behind a trusted proxy, requests of one client at the same time. */
  readonly maxConnectionsPerAddress: number;
  /** How much may wait in memory for all connections together. */
  readonly maxBufferedBytes: number;
  readonly maxEventLoopDelayMilliseconds: number;
  /** Undefined: traces are not recorded. */
  readonly tracing: TracingConfig | undefined;
  readonly requestTimeoutSeconds: number;
  readonly idleTimeoutSeconds: number;
  readonly changesRetentionDays: number;
  /** Undefined: nothing is known of backups. */
  readonly backupDirectory: string | undefined;
  readonly maximumStreams: number;
  readonly maximumStreamsPerClient: number;
  readonly streamHeartbeatSeconds: number;
  readonly drainSeconds: number;
  readonly shutdownTimeoutSeconds: number;
}

/** A setting or an argument is wrong. The message is one line that says which and why. */
export class ConfigError extends StartError {
  override readonly name = "ConfigError";
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Set to nothing is not set: that is how compose files and shells leave a setting out. */
const present = (environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/** What decides which settings there are. */
export interface SettingsSource<Own extends object = object> {
  readonly name: string;
  readonly settings?: OwnSettings<Own>;
}

/** Every setting of an application by its name in the environment. */
export const settingsOf = ({ name, settings: own }: SettingsSource) => ({ ...coreSettings(name), ...own?.variables });

type CoreValues = CleanedEnv<ReturnType<typeof coreSettings>>;

const parseSettings = (application: SettingsSource, environment: Environment) =>
  cleanEnv(present(environment), settingsOf(application), {
    reporter: ({ errors }) => {
      const faults = Object.entries(errors).map(([name, error]) => `${name} ${error?.message}`);
      if (faults.length > 0) throw new ConfigError(`${faults.join("; ")}.`);
    },
  }) as CoreValues & Readonly<Record<string, unknown>>;

const oidcOf = (values: CoreValues): OidcConfig | undefined => {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = values;
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer === undefined || audience === undefined) {
    throw new ConfigError("OIDC_ISSUER and OIDC_AUDIENCE go together: set both, or neither.");
  }
  return { issuer, audience, algorithms: values.OIDC_ALGORITHMS, leewaySeconds: values.OIDC_LEEWAY_SECONDS };
};

const tlsOf = ({ TLS_CERT: certificateFile, TLS_KEY: keyFile }: CoreValues): Config["tls"] => {
  if (certificateFile === undefined && keyFile === undefined) return undefined;
  if (certificateFile === undefined || keyFile === undefined) {
    throw new ConfigError("TLS_CERT and TLS_KEY go together: set both, or neither.");
  }
  return { certificateFile, keyFile };
};

/** Late requests are looked for once a second. */
const timeoutDistanceSeconds = 2;

const checkTimeouts = (values: CoreValues): void => {
  const { IDLE_TIMEOUT_SECONDS: idle, REQUEST_TIMEOUT_SECONDS: request, STREAM_HEARTBEAT_SECONDS: heartbeat } = values;
  if (idle < request + timeoutDistanceSeconds) {
    throw new ConfigError(
      `IDLE_TIMEOUT_SECONDS must be at least REQUEST_TIMEOUT_SECONDS + ${timeoutDistanceSeconds}: what is late is answered before it is cut off.`,
    );
  }
  if (idle < heartbeat + timeoutDistanceSeconds) {
    throw new ConfigError(
      `IDLE_TIMEOUT_SECONDS must be at least STREAM_HEARTBEAT_SECONDS + ${timeoutDistanceSeconds}: a silent stream would be cut off.`,
    );
  }
};

const tracingOf = (values: CoreValues): TracingConfig | undefined => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = values;
  if (endpoint === undefined) return undefined;
  return {
    endpoint,
    headers: values.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    serviceName: values.OTEL_SERVICE_NAME,
    resourceAttributes: values.OTEL_RESOURCE_ATTRIBUTES ?? {},
    sampler: values.OTEL_TRACES_SAMPLER,
    sampledRatio: values.OTEL_TRACES_SAMPLER_ARG,
  };
};

/**
 * Reads the configuration of an application from the environment, with `overrides` before it. Throws a ConfigError that names
 * every setting that is wrong.
 */
export const readConfig = <Own extends object>(
  application: SettingsSource<Own>,
  overrides: Environment = {},
  variables: Environment = process.env,
): Config & Own => {
  const environment = { ...variables, ...overrides };
  const production = environment.NODE_ENV === "production";
  if (production && environment.SAMPLE_DATA === "on") {
    throw new ConfigError("SAMPLE_DATA=on contradicts NODE_ENV=production: leave one of them out.");
  }
  const values = parseSettings(application, environment);
  checkTimeouts(values);
  const own = application.settings?.read(values) ?? ({} as Own);
  return {
    ...own,
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    cacheBytes: values.CACHE_MEBIBYTES * 1024 * 1024,
    sampleData: values.SAMPLE_DATA && !production,
    production,
    logLevel: values.LOG_LEVEL,
    corsOrigins: values.CORS_ORIGINS,
    trustedProxies: values.TRUST_PROXY,
    basePath: values.BASE_PATH,
    keepAliveSeconds: values.KEEP_ALIVE_SECONDS,
    tls: tlsOf(values),
    oidc: oidcOf(values),
    rateLimit: values.RATE_LIMIT,
    redisUrl: values.REDIS_URL,
    maxConnections: values.MAX_CONNECTIONS,
    maxConnectionsPerAddress: values.MAX_CONNECTIONS_PER_ADDRESS,
    maxBufferedBytes: values.MAX_BUFFERED_MEBIBYTES * 1024 * 1024,
    maxEventLoopDelayMilliseconds: values.MAX_EVENT_LOOP_DELAY_MILLISECONDS,
    tracing: tracingOf(values),
    requestTimeoutSeconds: values.REQUEST_TIMEOUT_SECONDS,
    idleTimeoutSeconds: values.IDLE_TIMEOUT_SECONDS,
    changesRetentionDays: values.CHANGES_RETENTION_DAYS,
    backupDirectory: values.BACKUP_DIRECTORY,
    maximumStreams: values.MAX_STREAMS,
    maximumStreamsPerClient: values.MAX_STREAMS_PER_CLIENT,
    streamHeartbeatSeconds: values.STREAM_HEARTBEAT_SECONDS,
    drainSeconds: values.DRAIN_SECONDS,
    shutdownTimeoutSeconds: values.SHUTDOWN_TIMEOUT_SECONDS,
  };
};
