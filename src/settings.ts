/** Every setting there is: its name in the environment, what it takes, its default. README's table is checked against it. */
import { EnvError, makeValidator } from "envalid";
import { isIssuer } from "./access/secure-url.ts";
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

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

export const settings = {
  PORT: wholeNumber(0, 65_535)({ default: 5000, desc: "The port to listen on; `0` takes any that is free." }),
  HOST: nonEmpty({ default: "127.0.0.1", desc: "The address to listen on; `0.0.0.0` or `::` for every one." }),
  DATABASE_URL: nonEmpty({
    default: "file:data/roster.db",
    desc: "The database: `file:` and a path, or `postgres://user:password@host:5432/database` ([PostgreSQL](#postgresql)).",
  }),
  DATABASE_POOL_SIZE: wholeNumber(
    2,
    1000,
  )({ default: 10, desc: "How many connections to PostgreSQL at most: half for reading, half for writing." }),
  SAMPLE_DATA: onOrOff({
    default: true,
    desc: "`off`: a new file begins empty. Off with `NODE_ENV=production`, which takes no `on`.",
  }),
  SEALING_KEYS: sealingKeys({
    default: [],
    desc: "Keys that contacts are sealed with, newest first: `id:key`, with commas between them. Needed with `NODE_ENV=production` and with PostgreSQL; else a file beside the database has one.",
  }),
  LOG_LEVEL: oneOf(...logLevels)({
    default: "info",
    desc: `One of ${logLevels.map((level) => `\`${level}\``).join(", ")}.`,
  }),
  CORS_ORIGINS: origins({ default: [], desc: "Origins whose pages may call Roster, with commas between them." }),
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
  REQUEST_TIMEOUT_SECONDS: wholeNumber(1, 3600)({ default: 30, desc: "How long a request may take to arrive." }),
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
