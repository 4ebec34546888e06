/** Every setting there is: its name in the environment, what it takes, its default. README's table is checked against it. */
import { algorithms, issuer } from "./credentials.ts";
import { nonEmpty, oneOf, onOrOff, wholeNumber } from "./kinds.ts";
import { basePath, origins, proxies, redisUrl } from "./network.ts";
import { rateLimits } from "./rate-limits.ts";
import { httpUrl, pairs, ratio, traceSamplers } from "./tracing.ts";

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

/** The settings of the core. `name` is that of the application. */
export const coreSettings = (name: string) => ({
  PORT: wholeNumber(0, 65_535)({ default: 5000, desc: "The port to listen on; `0` takes any that is free." }),
  HOST: nonEmpty({ default: "127.0.0.1", desc: "The address to listen on; `0.0.0.0` or `::` for every one." }),
  DATABASE_URL: nonEmpty({
    default: `file:data/${name}.db`,
    desc: "The database: `file:` and a path, or `postgres://user:password@host:5432/database` ([PostgreSQL](#postgresql)).",
  }),
  DATABASE_POOL_SIZE: wholeNumber(
    2,
    1000,
  )({ default: 10, desc: "How many connections to PostgreSQL at most: half for reading, half for writing." }),
  CACHE_MEBIBYTES: wholeNumber(
    0,
    65_536,
  )({
    default: 32,
    desc: "How much memory answers to public reads are kept in, until the database changes; `0`: none is kept.",
  }),
  SAMPLE_DATA: onOrOff({
    default: true,
    desc: "`off`: a new file begins empty. Off with `NODE_ENV=production`, which takes no `on`.",
  }),
  LOG_LEVEL: oneOf(...logLevels)({
    default: "info",
    desc: `One of ${logLevels.map((level) => `\`${level}\``).join(", ")}.`,
  }),
  CORS_ORIGINS: origins({ default: [], desc: "Origins whose pages may call Roster, with commas between them." }),
  TRUST_PROXY: proxies({
    default: [],
    desc: "Proxies that are believed what they say of the caller: addresses, ranges, `loopback`, `linklocal` or `uniquelocal`, with commas between them.",
  }),
  BASE_PATH: basePath({
    default: "",
    desc: "The path under which clients see the service, such as `/service`; a proxy may remove it or not. `X-Forwarded-Prefix` of a trusted proxy counts too.",
  }),
  TLS_CERT: nonEmpty({
    default: undefined,
    desc: "A file with the certificate and those between it and its authority, PEM: Roster speaks https. Set with `TLS_KEY`.",
  }),
  TLS_KEY: nonEmpty({
    default: undefined,
    desc: "A file with the key of that certificate, PEM, without a passphrase.",
  }),
  OIDC_ISSUER: issuer({
    default: undefined,
    desc: "The identity provider whose access tokens are taken, as their `iss` has it ([docs/oidc.md](docs/oidc.md)).",
  }),
  OIDC_AUDIENCE: nonEmpty({
    default: undefined,
    desc: "What the `aud` of these tokens must name; set with `OIDC_ISSUER`.",
  }),
  OIDC_ALGORITHMS: algorithms({
    default: ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"],
    desc: "How these tokens may be signed, with commas between them.",
  }),
  OIDC_LEEWAY_SECONDS: wholeNumber(
    0,
    60,
  )({
    default: 30,
    desc: "By how much the clocks of the identity provider and of Roster may differ.",
  }),
  RATE_LIMIT: rateLimits({
    default: "on",
    desc: "`on`: the rate limits of the contract; `off`: none; or what is other than there, such as `requests=12000/60,writes=60/1`, in requests and seconds.",
  }),
  REDIS_URL: redisUrl({
    default: undefined,
    desc: "Where all Rosters count requests together, such as `redis://:password@host:6379`, or `rediss:` for TLS; none: each counts alone.",
  }),
  MAX_CONNECTIONS: wholeNumber(
    1,
    1_000_000,
  )({
    default: 10_000,
    desc: "How many connections are served at the same time; more are closed at once.",
  }),
  MAX_CONNECTIONS_PER_ADDRESS: wholeNumber(
    1,
    1_000_000,
  )({
    default: 256,
    desc: "How many of them from one IP address (in IPv6, from one /64 network); behind a trusted proxy, how many requests of one client at the same time.",
  }),
  MAX_BUFFERED_MEBIBYTES: wholeNumber(
    8,
    65_536,
  )({
    default: 32,
    desc: "How much memory may be taken by responses that clients do not read and by requests that wait on their connections, for all together; beyond it, connections are closed, first those that hold the most for the longest time.",
  }),
  MAX_EVENT_LOOP_DELAY_MILLISECONDS: wholeNumber(
    0,
    60_000,
  )({
    default: 1000,
    desc: "By how much the process may be late with everything before it refuses requests; `0`: however much.",
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl({
    default: undefined,
    desc: "Where traces are sent, by OTLP over HTTP, such as `http://localhost:4318` ([docs/operations.md](docs/operations.md#traces)).",
  }),
  OTEL_EXPORTER_OTLP_HEADERS: pairs({
    default: undefined,
    desc: "Headers for the collector, such as a credential: `name=value`, with commas between them.",
  }),
  OTEL_SERVICE_NAME: nonEmpty({ default: name, desc: "The name of this service in traces." }),
  OTEL_RESOURCE_ATTRIBUTES: pairs({
    default: undefined,
    desc: "What else traces say of this process: `name=value`, with commas between them.",
  }),
  OTEL_TRACES_SAMPLER: oneOf(...traceSamplers)({
    default: "parentbased_always_on",
    desc: `Which traces are recorded: ${traceSamplers.map((name) => `\`${name}\``).join(", ")}.`,
  }),
  OTEL_TRACES_SAMPLER_ARG: ratio({
    default: 1,
    desc: "The part of the traces that the samplers with `traceidratio` record, from 0 to 1.",
  }),
  REQUEST_TIMEOUT_SECONDS: wholeNumber(1, 3600)({ default: 30, desc: "How long a request may take to arrive." }),
  KEEP_ALIVE_SECONDS: wholeNumber(
    1,
    7200,
  )({
    default: 72,
    desc: "How long a connection may stay open without a request; longer than the proxy keeps one that is idle ([docs/operations.md](docs/operations.md#keep-alive)).",
  }),
  IDLE_TIMEOUT_SECONDS: wholeNumber(
    1,
    7200,
  )({
    default: 60,
    desc: "How long nothing may move on a connection in the middle of a request or an answer; longer than `REQUEST_TIMEOUT_SECONDS`.",
  }),
  CHANGES_RETENTION_DAYS: wholeNumber(
    1,
    3650,
  )({
    default: 30,
    desc: "How long it is kept who changed what ([docs/changes.md](docs/changes.md)).",
  }),
  BACKUP_DIRECTORY: nonEmpty({
    default: undefined,
    desc: "The folder with the backups of the embedded database, for the metric of their age ([docs/operations.md](docs/operations.md#backup)).",
  }),
  MAX_STREAMS: wholeNumber(1, 100_000)({ default: 100, desc: "How many streams of changes may be open at a time." }),
  MAX_STREAMS_PER_CLIENT: wholeNumber(
    1,
    100_000,
  )({
    default: 20,
    desc: "How many of them by one credential.",
  }),
  STREAM_HEARTBEAT_SECONDS: wholeNumber(
    1,
    300,
  )({
    default: 15,
    desc: "After how much silence a stream shows that it is alive, and how soon one ends whose credential was revoked.",
  }),
  DRAIN_SECONDS: wholeNumber(
    0,
    300,
  )({
    default: 0,
    desc: "How long `/readyz` fails before the door closes, so that a load balancer can notice.",
  }),
  SHUTDOWN_TIMEOUT_SECONDS: wholeNumber(
    1,
    300,
  )({
    default: 10,
    desc: "How long requests under way may take to end after the door has closed.",
  }),
  NODE_ENV: oneOf(
    "development",
    "test",
    "production",
  )({
    default: "development",
    desc: "`development`, `test` or `production`; the last begins without sample records.",
  }),
});
