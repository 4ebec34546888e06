import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { readConfig, settingsOf } from "../../src/core/settings/config.ts";

const settings = settingsOf(app);

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

const shown = (value: unknown): string => {
  if (value === undefined || value === "") return "none";
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
    expect(readConfig(app, {}, {})).toEqual({
      port: 5000,
      host: "127.0.0.1",
      databaseUrl: "file:data/roster.db",
      databasePoolSize: 10,
      cacheBytes: 32 * 1024 * 1024,
      sampleData: true,
      sealingKeys: [],
      production: false,
      logLevel: "info",
      corsOrigins: [],
      trustedProxies: [],
      basePath: "",
      keepAliveSeconds: 72,
      rateLimit: "on",
      redisUrl: undefined,
      maxConnections: 10_000,
      maxConnectionsPerAddress: 256,
      maxBufferedBytes: 32 * 1024 * 1024,
      maxEventLoopDelayMilliseconds: 1000,
      requestTimeoutSeconds: 30,
      idleTimeoutSeconds: 60,
      changesRetentionDays: 30,
      maximumStreams: 100,
      maximumStreamsPerClient: 20,
      streamHeartbeatSeconds: 15,
      drainSeconds: 0,
      shutdownTimeoutSeconds: 10,
    });
  });

  it("that are set to nothing are not set", () => {
    expect(readConfig(app, {}, { PORT: "", LOG_LEVEL: "" })).toEqual(readConfig(app, {}, {}));
  });

  it("are overridden by the command line", () => {
    expect(readConfig(app, { PORT: "8080" }, { PORT: "9090" }).port).toBe(8080);
  });

  it("take changes of rate limits with or without spaces", () => {
    expect(readConfig(app, {}, { RATE_LIMIT: "requests=12000/60, writes=60/1" }).rateLimit).toEqual([
      { name: "requests", quota: 12_000, windowSeconds: 60 },
      { name: "writes", quota: 60, windowSeconds: 1 },
    ]);
    expect(readConfig(app, {}, { RATE_LIMIT: "off" }).rateLimit).toBe("off");
  });

  it("take a list of origins with or without spaces", () => {
    const { corsOrigins } = readConfig(app, {}, { CORS_ORIGINS: "https://a.example, http://localhost:3000" });
    expect(corsOrigins).toEqual(["https://a.example", "http://localhost:3000"]);
  });
});

describe("TRUST_PROXY", () => {
  it("takes addresses, ranges, and names of ranges", () => {
    const list = ["10.0.0.1", "192.168.0.0/16", "::1", "2001:db8::/32", "loopback", "linklocal", "uniquelocal"];
    expect(readConfig(app, {}, { TRUST_PROXY: list.join(", ") }).trustedProxies).toEqual(list);
  });

  it.each([
    ["everybody", "true"],
    ["everybody, by a range", "0.0.0.0/0"],
    ["everybody, by a range of IPv6", "::/0"],
    ["a number of hops", "1"],
    ["a number of hops, as a range", "1/8"],
    ["a name", "proxy.example.com"],
    ["half an address", "10.0.1"],
    ["a range that is too narrow", "10.0.0.0/33"],
    ["a mask", "10.0.0.0/255.0.0.0"],
    ["a range of nothing", "10.0.0.0/"],
    ["a port", "10.0.0.1:80"],
    ["one of several", "10.0.0.1,true,::1"],
  ])("does not take %s: %s", (_, value) => {
    expect(() => readConfig(app, {}, { TRUST_PROXY: value })).toThrow(
      /^TRUST_PROXY has "[^"]*", which is no address, no range such as 10\.0\.0\.0\/8, and none of loopback, linklocal, uniquelocal\.$/,
    );
  });
});
