import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { settingsOf } from "../../src/core/settings/config.ts";

const settings = settingsOf(app);

import { findProgram, runProgram } from "../support/program.ts";
import { deployDirectory, readCompose, readDockerfile, readText } from "./files.ts";

const { services, networks } = readCompose();
const all = Object.entries(services);
const ofRoster = all.filter(([, { image }]) => image.startsWith("roster:"));
const replicas = ofRoster.filter(([name]) => name.startsWith("roster-"));

const secrets = ["POSTGRES_PASSWORD", "ROSTER_MIGRATOR_PASSWORD", "ROSTER_PASSWORD", "SEALING_KEYS"];

const docker = findProgram("docker");
const hasCompose = docker !== undefined && (await runProgram(docker, ["compose", "version"])).exitCode === 0;

describe("compose.yaml", () => {
  it.each(all)("%s is an image of one version", (_, { image }) => {
    expect(image).toMatch(/^[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  });

  it("builds the image of the version that the project has", () => {
    const { version } = JSON.parse(readText("package.json")) as { version: string };
    for (const [, { image }] of ofRoster) expect(image).toBe(`roster:${version}`);
  });

  it("has two replicas", () => {
    expect(replicas.map(([name]) => name)).toEqual(["roster-1", "roster-2"]);
  });

  it("opens the ports of Caddy alone", () => {
    expect(all.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(["caddy"]);
  });

  it("lets Roster alone reach the databases, which reach nobody", () => {
    expect(networks.database?.internal).toBe(true);
    const near = all.filter(([, service]) => service.networks.includes("database")).map(([name]) => name);
    expect(near.toSorted()).toEqual(["migrate", "postgres", "roster-1", "roster-2", "valkey"]);
    expect(services.postgres?.networks).toEqual(["database"]);
    expect(services.valkey?.networks).toEqual(["database"]);
  });

  it.each(ofRoster)("%s is given settings that exist", (_, { environment }) => {
    expect(Object.keys(environment ?? {}).filter((name) => !(name in settings))).toEqual([]);
  });

  it.each(ofRoster)("%s finds each part that it is told of, in a network that both are in", (_, service) => {
    const hosts = Object.values(service.environment ?? {}).flatMap((value) =>
      [...value.matchAll(/^[a-z]+:\/\/(?:[^@]*@)?([a-z-]+):\d+/g)].map(([, host = ""]) => host),
    );
    expect(hosts).not.toEqual([]);
    for (const host of hosts) {
      expect(
        services[host]?.networks.some((network) => service.networks.includes(network)),
        host,
      ).toBe(true);
    }
  });

  it("has no default for any secret, and asks for no other than those of env.example", () => {
    const text = readText("deploy/compose.yaml");
    for (const secret of secrets) {
      expect(text).toContain(`\${${secret}:?}`);
      expect([...text.matchAll(new RegExp(`\\$\\{${secret}[^}]*\\}`, "g"))].every(([use]) => use.endsWith(":?}"))).toBe(
        true,
      );
    }
    const asked = [...text.matchAll(/\$\{([A-Z_]+):\?\}/g)].map(([, name]) => name);
    const offered = [...readText("deploy/env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(new Set(asked)).toEqual(new Set(offered));
    for (const secret of secrets) expect(readText("deploy/env.example")).toContain(`\n${secret}=\n`);
  });

  it.each(replicas)("%s is given the time that it takes to stop", (_, service) => {
    const drain = Number(service.environment?.DRAIN_SECONDS);
    const shutdown = Number(service.environment?.SHUTDOWN_TIMEOUT_SECONDS ?? settings.SHUTDOWN_TIMEOUT_SECONDS.default);
    expect(Number(service.stop_grace_period?.replace("s", ""))).toBeGreaterThan(drain + shutdown + 5);
  });

  it.each(ofRoster)("%s cannot change its own files", (_, service) => {
    expect(service.read_only).toBe(true);
  });

  it("runs scripts that are in the image", () => {
    const script = services.migrate?.command?.[1] ?? "";
    expect(readText(script)).not.toBe("");
    expect(readDockerfile()).toContainEqual({ name: "COPY", text: "scripts scripts" });
  });

  it.skipIf(!hasCompose)("is taken by Compose, with the secrets and not without", async () => {
    const commandLine = ["compose", "--file", "compose.yaml", "--env-file", "/dev/null", "config", "--quiet"];
    const filled = Object.fromEntries([...secrets, "SITE_ADDRESS"].map((name) => [name, "filled"]));
    const env = { PATH: process.env.PATH, HOME: process.env.HOME };
    const run = (more: NodeJS.ProcessEnv) =>
      runProgram(docker ?? "", commandLine, { cwd: deployDirectory, env: { ...env, ...more } });
    expect((await run(filled)).output).toBe("");
    expect((await run({})).exitCode).not.toBe(0);
  });
});
