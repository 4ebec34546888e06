/** Every setting there is: its name in the environment, what it takes, its default. README's table is checked against it. */
import { isIP } from "node:net";
import { EnvError, makeValidator } from "envalid";
import { isIssuer } from "./access/secure-url.ts";
import type { RateLimitChange } from "./contract/rate-limits.ts";
import { parseSealingKeys, type SealingKey } from "./store/sealing/sealing-key.ts";

const wholeNumber = (minimum: number, maximum: number) =>
  makeValidator<number>((text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    throw new EnvError(`must be a whole number from ${minimum} to ${maximum}`);
  });

const onOrOff = makeValidator<boolean>((text) => {
  if (text !== "on" && text !== "off") throw new EnvError('must be "on" or "off"');
  return text === "on";
});

const listOf = (text: string): readonly string[] =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

const origins = makeValidator<readonly string[]>((text) => {
  const list = listOf(text);
  const wrong = list.find((item) => !isOrigin(item));
  if (wrong !== undefined) throw new EnvError(`has "${wrong}", which is no origin such as https://app.example.com`);
  return list;
});

/** Names of ranges that Fastify knows. */
const rangeNames = ["loopback", "linklocal", "uniquelocal"];

/** An address, or a range of them that is less than all. */
const isAddressOrRange = (text: string): boolean => {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
};

const proxies = makeValidator<readonly string[]>((text) => {
  const list = listOf(text);
  const wrong = list.find((item) => !rangeNames.includes(item) && !isAddressOrRange(item));
  if (wrong === undefined) return list;
  throw new EnvError(
    `has "${wrong}", which is no address, no range such as 10.0.0.0/8, and none of ${rangeNames.join(", ")}`,
  );
});

const oneOf = <Choice extends string>(...choices: readonly Choice[]) =>
  makeValidator<Choice>((text) => {
    const choice = choices.find((each) => each === text);
    if (choice === undefined) throw new EnvError(`must be one of ${choices.join(", ")}`);
    return choice;
  });

const nonEmpty = makeValidator<string>((text) => {
  if (text.trim() === "") throw new EnvError("must not be empty");
  return text;
});

const issuer = makeValidator<string>((text) => {
  if (isIssuer(text)) return text;
  throw new EnvError(
    "must be an https URL without query, such as https://login.example.com; http on this machine only",
  );
});

/** Public keys only: with a shared secret, whoever can check a token can make one. */
const signatureAlgorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

const algorithms = makeValidator<readonly string[]>((text) => {
  const list = listOf(text);
  const wrong = list.find((item) => !signatureAlgorithms.includes(item));
  if (wrong !== undefined) throw new EnvError(`has "${wrong}", which is none of ${signatureAlgorithms.join(", ")}`);
  if (list.length === 0) throw new EnvError("must name an algorithm");
  return list;
});

const sealingKeys = makeValidator<readonly SealingKey[]>((text) => {
  try {
    return parseSealingKeys(text);
  } catch (error) {
    throw new EnvError(`is no list of keys: ${(error as Error).message}`);
  }
});

/** `on`: as the contract has them; `off`: none; otherwise, what is other than in the contract. */
export type RateLimitSetting = "on" | "off" | readonly RateLimitChange[];

const rateLimitChange = /^([a-z-]+)=([1-9]\d{0,8})\/([1-9]\d{0,4})$/;
const longestWindowSeconds = 86_400;

const rateLimits = makeValidator<RateLimitSetting>((text) => {
  if (text === "on" || text === "off") return text;
  const changes = listOf(text).map((item): RateLimitChange => {
    const [, name, quota, windowSeconds] = rateLimitChange.exec(item) ?? [];
    if (name === undefined || Number(windowSeconds) > longestWindowSeconds) {
      throw new EnvError(
        `has "${item}", which is no limit such as writes=600/60 (requests/seconds, at most ${longestWindowSeconds} seconds); or it is on or off`,
      );
    }
    return { name, quota: Number(quota), windowSeconds: Number(windowSeconds) };
  });
  const names = changes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new EnvError(`has "${twice}" twice`);
  return changes;
});

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

export const settings = {
  PORT: wholeNumber(0, 65_535)({ default: 5000, desc: "The port to listen on; `0` takes any that is free." }),
  HOST: nonEmpty({ default: "127.0.0.1", desc: "The address to listen on; `0.0.0.0` or `::` for every one." }),
  DATABASE_URL: nonEmpty({ default: "file:data/roster.db", desc: "The database: `file:` and a path." }),
  SAMPLE_DATA: onOrOff({
    default: true,
    desc: "`off`: a new database begins empty. Off with `NODE_ENV=production`, which takes no `on`.",
  }),
  SEALING_KEYS: sealingKeys({
    default: [],
    desc: "Keys that contacts are sealed with, newest first: `id:key`, with commas between them. Needed with `NODE_ENV=production`; else a file beside the database has one.",
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
    default: ["RS256", "PS256", "ES256", "EdDSA"],
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
  MAX_CONNECTIONS: wholeNumber(
    1,
    1_000_000,
  )({
    default: 10_000,
    desc: "How many connections are served at the same time; more are closed at once.",
  }),
  MAX_EVENT_LOOP_DELAY_MILLISECONDS: wholeNumber(
    0,
    60_000,
  )({
    default: 1000,
    desc: "By how much the process may be late with everything before it refuses requests; `0`: however much.",
  }),
  REQUEST_TIMEOUT_SECONDS: wholeNumber(1, 3600)({ default: 30, desc: "How long a request may take to arrive." }),
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
  MAX_STREAMS: wholeNumber(1, 100_000)({ default: 100, desc: "How many streams of changes may be open at a time." }),
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
    desc: "`development`, `test` or `production`; the last begins without sample records, and not without `SEALING_KEYS`.",
  }),
};
