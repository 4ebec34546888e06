/** From the environment and the command line to a checked configuration: the only reader of `process.env`. */
import { parseArgs } from "node:util";
import { cleanEnv } from "envalid";
import { type LogLevel, settings } from "./settings.ts";
import type { SealingKey } from "./store/sealing/sealing-key.ts";

/** The identity provider whose access tokens are taken. */
export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Of JSON Web Algorithms, asymmetric ones only. */
  readonly algorithms: readonly string[];
  readonly leewaySeconds: number;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** How many connections to PostgreSQL at most. */
  readonly databasePoolSize: number;
  /** Whether a brand-new file is given the sample records. */
  readonly sampleData: boolean;
  /** What contacts are sealed with, newest first; none: a key file beside the database has one. */
  readonly sealingKeys: readonly SealingKey[];
  readonly production: boolean;
  readonly logLevel: LogLevel;
  readonly corsOrigins: readonly string[];
  /** Undefined: there is none, and no token is taken. */
  readonly oidc: OidcConfig | undefined;
  readonly requestTimeoutSeconds: number;
  readonly drainSeconds: number;
  readonly shutdownTimeoutSeconds: number;
}

/** A setting or an argument is wrong. The message is one line that says which and why. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigError";
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Set to nothing is not set: that is how compose files and shells leave a setting out. */
const present = (environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));

const parseSettings = (environment: Environment) =>
  cleanEnv(present(environment), settings, {
    reporter: ({ errors }) => {
      const faults = Object.entries(errors).map(([name, error]) => `${name} ${error?.message}`);
      if (faults.length > 0) throw new ConfigError(`${faults.join("; ")}.`);
    },
  });

const oidcOf = (values: ReturnType<typeof parseSettings>): OidcConfig | undefined => {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = values;
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer === undefined || audience === undefined) {
    throw new ConfigError("OIDC_ISSUER and OIDC_AUDIENCE go together: set both, or neither.");
  }
  return { issuer, audience, algorithms: values.OIDC_ALGORITHMS, leewaySeconds: values.OIDC_LEEWAY_SECONDS };
};

/**
 * Reads the configuration from the environment, with `overrides` before it. Throws a ConfigError that names every setting
 * that is wrong.
 */
export const readConfig = (overrides: Environment = {}, variables: Environment = process.env): Config => {
  const environment = { ...variables, ...overrides };
  const production = environment.NODE_ENV === "production";
  if (production && environment.SAMPLE_DATA === "on") {
    throw new ConfigError("SAMPLE_DATA=on contradicts NODE_ENV=production: leave one of them out.");
  }
  const values = parseSettings(environment);
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    sampleData: values.SAMPLE_DATA && !production,
    sealingKeys: values.SEALING_KEYS,
    production,
    logLevel: values.LOG_LEVEL,
    corsOrigins: values.CORS_ORIGINS,
    oidc: oidcOf(values),
    requestTimeoutSeconds: values.REQUEST_TIMEOUT_SECONDS,
    drainSeconds: values.DRAIN_SECONDS,
    shutdownTimeoutSeconds: values.SHUTDOWN_TIMEOUT_SECONDS,
  };
};

export const usage = `Usage: npm start -- [--port PORT] [--host HOST] [--debug]

  --port PORT   listen on this port (PORT)
  --host HOST   listen on this address (HOST)
  --debug       log everything (LOG_LEVEL=debug)
  --help        show this

Every setting is in README.md.
`;

/** The settings that command-line arguments stand for, and whether help is wanted. Throws a ConfigError. */
export const parseArguments = (commandLine: readonly string[]): { help: boolean; overrides: Environment } => {
  try {
    const { values } = parseArgs({
      args: [...commandLine],
      options: {
        port: { type: "string" },
        host: { type: "string" },
        debug: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    return {
      help: values.help === true,
      overrides: {
        ...(values.port !== undefined && { PORT: values.port }),
        ...(values.host !== undefined && { HOST: values.host }),
        ...(values.debug && { LOG_LEVEL: "debug" }),
      },
    };
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.split(". ")[0]}. Try --help.`);
  }
};
