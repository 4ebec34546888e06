import { parseDatabaseUrl } from "../database/location.ts";
import type { Logger } from "../observe/logger.ts";
import type { Tracer } from "../observe/tracer.ts";
import type { Config } from "../settings/config.ts";

/** By the semantic conventions of OpenTelemetry. */
const databaseSystems = { sqlite: "sqlite", postgres: "postgresql" } as const;

/** What records traces, where there is a collector. OpenTelemetry is loaded there only: it would take its time of every start. */
export const createTracer = async (
  { tracing, databaseUrl }: Pick<Config, "tracing" | "databaseUrl">,
  version: string,
  logger: Logger,
): Promise<Tracer | undefined> => {
  if (tracing === undefined) return undefined;
  const { createOtlpTracer } = await import("../observe/otlp-tracer.ts");
  return createOtlpTracer({
    ...tracing,
    version,
    databaseSystem: databaseSystems[parseDatabaseUrl(databaseUrl).engine],
    onFailure: (error) => logger.warn({ err: error }, "traces cannot be sent"),
    onRecovery: () => logger.info("traces are sent again"),
  });
};
