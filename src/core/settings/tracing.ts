/** The kinds of settings that OpenTelemetry has, as its specification writes them. */
import { EnvError, makeValidator } from "envalid";
import { listOf } from "./kinds.ts";

export const traceSamplers = [
  ...(["always_on", "always_off", "traceidratio"] as const),
  ...(["parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"] as const),
];

export type TraceSampler = (typeof traceSamplers)[number];

export const httpUrl = makeValidator<string>((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fits = url !== undefined && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "";
  if (!fits) throw new EnvError("must be an http or https URL without query, such as http://localhost:4318");
  return text;
});

/** As OpenTelemetry writes them: `name=value`, with commas between them, the values percent-encoded. */
export const pairs = makeValidator<Readonly<Record<string, string>>>((text) =>
  Object.fromEntries(
    listOf(text).map((item, index) => {
      const [, name, value] = /^([^\s=]+)\s*=\s*(.*)$/s.exec(item) ?? [];
      // The item itself may be a secret.
      if (name === undefined || value === undefined) throw new EnvError(`has no name=value at place ${index + 1}`);
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        throw new EnvError(`has no valid percent-encoding at place ${index + 1}`);
      }
    }),
  ),
);

export const ratio = makeValidator<number>((text) => {
  const value = Number(text);
  if (/^(0|1|[01]?\.\d+)$/.test(text) && value <= 1) return value;
  throw new EnvError("must be a number from 0 to 1");
});
