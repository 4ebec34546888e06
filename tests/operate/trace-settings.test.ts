import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { readConfig } from "../../src/core/settings/config.ts";

const endpoint = "http://localhost:4318";

describe("the settings of traces", () => {
  it("mean nothing without an endpoint", () => {
    expect(readConfig(app, {}, { OTEL_SERVICE_NAME: "directory" }).tracing).toBeUndefined();
  });

  it("are OpenTelemetry's, with its defaults", () => {
    expect(readConfig(app, {}, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }).tracing).toEqual({
      endpoint,
      headers: {},
      serviceName: "roster",
      resourceAttributes: {},
      sampler: "parentbased_always_on",
      sampledRatio: 1,
    });
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20YTpi==, empty=,x-a = b%2Cc",
      OTEL_TRACES_SAMPLER: "traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "0.25",
    };
    expect(readConfig(app, {}, environment).tracing).toMatchObject({
      headers: { authorization: "Basic YTpi==", empty: "", "x-a": "b,c" },
      sampler: "traceidratio",
      sampledRatio: 0.25,
    });
  });

  it.each([
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318", /must be an http or https URL/],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318?a=b", /without query/],
    ["OTEL_EXPORTER_OTLP_HEADERS", "a=b,secret", /^OTEL_EXPORTER_OTLP_HEADERS has no name=value at place 2\.$/],
    ["OTEL_EXPORTER_OTLP_HEADERS", "=secret", /at place 1\.$/],
    ["OTEL_EXPORTER_OTLP_HEADERS", "a=secret%zz", /no valid percent-encoding at place 1\.$/],
    ["OTEL_TRACES_SAMPLER", "sometimes", /must be one of always_on, /],
    ["OTEL_TRACES_SAMPLER_ARG", "1.5", /from 0 to 1/],
    ["OTEL_TRACES_SAMPLER_ARG", "-0", /from 0 to 1/],
    ["OTEL_TRACES_SAMPLER_ARG", "1e-1", /from 0 to 1/],
  ])("%s that is %s stops the start, without showing a secret", (name, value, line) => {
    const read = () => readConfig(app, {}, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, [name]: value });
    expect(read).toThrow(line);
    expect(read).not.toThrow(/secret/);
  });
});
