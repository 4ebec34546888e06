import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { settings } from "../../src/settings.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

const shown = (value: unknown): string => {
  if (value === undefined) return "none";
  if (typeof value === "boolean") return `\`${value ? "on" : "off"}\``;
  if (Array.isArray(value)) return value.length === 0 ? "none" : `\`${value.join(",")}\``;
  return `\`${value}\``;
};

const rows = Object.entries(settings).map(
  ([name, { default: value, desc }]) => `| \`${name}\` | ${shown(value)} | ${desc} |`,
);

describe("settings", () => {
  it("are in README's table, each with its default and what it means", () => {
    expect(readme).toContain(["| Setting | Default | Meaning |", "|---|---|---|", ...rows].join("\n"));
  });

  it("have the documented defaults when nothing is set", () => {
    expect(readConfig({}, {})).toEqual({
      port: 5000,
      host: "127.0.0.1",
      databaseUrl: "file:data/roster.db",
      databasePoolSize: 10,
      sampleData: true,
      sealingKeys: [],
      production: false,
      logLevel: "info",
      corsOrigins: [],
      requestTimeoutSeconds: 30,
      drainSeconds: 0,
      shutdownTimeoutSeconds: 10,
    });
  });

  it("that are set to nothing are not set", () => {
    expect(readConfig({}, { PORT: "", LOG_LEVEL: "" })).toEqual(readConfig({}, {}));
  });

  it("are overridden by the command line", () => {
    expect(readConfig({ PORT: "8080" }, { PORT: "9090" }).port).toBe(8080);
  });

  it("take a list of origins with or without spaces", () => {
    const { corsOrigins } = readConfig({}, { CORS_ORIGINS: "https://a.example, http://localhost:3000" });
    expect(corsOrigins).toEqual(["https://a.example", "http://localhost:3000"]);
  });
});
