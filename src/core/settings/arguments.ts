/** The arguments of the command line. */
import { parseArgs } from "node:util";
import { ConfigError, type Environment } from "./config.ts";

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
