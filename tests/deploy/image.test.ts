/** What the Dockerfile makes, as far as that can be had without an engine. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { settingsOf } from "../../src/core/settings/config.ts";

const settings = settingsOf(app);

import { runProgram } from "../support/program.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { assignments, ofTheRuntime, readDockerfile, readText, root } from "./files.ts";

const instructions = readDockerfile();
const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));
const texts = (name: string): readonly string[] =>
  lastStage.filter((instruction) => instruction.name === name).map(({ text }) => text);

/** What the last stage takes from the project: sources, and where they go. */
const copies = texts("COPY")
  .filter((text) => !text.startsWith("--from"))
  .map((text) => text.split(" "));

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** The packages that `npm ci --omit=dev` installs at the top of node_modules. */
const productionPackages = (): readonly string[] =>
  Object.entries((JSON.parse(readText("package-lock.json")) as Lock).packages)
    .filter(([path, { dev, devOptional }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev && !devOptional)
    .map(([path]) => path);

const layOut = (directory: string): void => {
  for (const [source = "", ...rest] of copies) {
    const target = rest.at(-1) ?? "";
    for (const file of [source, ...rest.slice(0, -1)]) {
      cpSync(join(root, file), join(directory, target === "./" ? file : target), { recursive: true });
    }
  }
  for (const path of productionPackages()) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    symlinkSync(join(root, path), join(directory, path));
  }
};

describe("the Dockerfile", () => {
  it("is built on the Node that the tests run on", () => {
    const { devDependencies } = JSON.parse(readText("package.json")) as { devDependencies: Record<string, string> };
    const images = instructions.filter(({ name }) => name === "FROM").map(({ text }) => text.split(" ")[0]);
    expect(new Set(images)).toEqual(new Set([`node:${devDependencies.node}-slim`]));
  });

  it("ends as another than root", () => {
    expect(texts("USER")).toEqual(["node"]);
  });

  it("sets what is a setting", () => {
    const names = texts("ENV").flatMap((text) => Object.keys(assignments(text)));
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !(name in settings) && !ofTheRuntime.includes(name))).toEqual([]);
  });

  it("is given by .dockerignore what it copies, and nothing else", () => {
    const allowed = [...readText(".dockerignore").matchAll(/^!(.+)$/gm)].map(([, name]) => name);
    const copied = instructions
      .filter(({ name, text }) => name === "COPY" && !text.startsWith("--from"))
      .flatMap(({ text }) => text.split(" ").slice(0, -1));
    expect(readText(".dockerignore")).toMatch(/^\*$/m);
    expect(new Set(allowed)).toEqual(new Set(copied));
  });

  it("copies all that Roster and its scripts need, without a development dependency", async () => {
    await using directory = await temporaryDirectory();
    layOut(directory.path);
    // As they are laid out: a package must not find its neighbours in the project's own node_modules.
    const node = ["--preserve-symlinks", "--preserve-symlinks-main"];
    const env = { PATH: process.env.PATH, DATABASE_URL: directory.databaseUrl, PORT: "0" };
    const child = spawn(process.execPath, [...node, "src/start.js"], { cwd: directory.path, env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const ended = once(child, "close");
    await using parts = new AsyncDisposableStack();
    parts.defer(() => void child.kill("SIGKILL"));
    const listening = Promise.withResolvers<string | undefined>();
    child.stdout.on("data", () => {
      const address = /Roster listens at (http:[^,"]+)/.exec(output)?.[1];
      if (address !== undefined) listening.resolve(address);
    });
    void ended.then(() => listening.resolve(undefined));
    const address = await listening.promise;
    expect(address, output).toBeDefined();
    for (const path of ["/readyz", "/api/users", "/docs", "/openapi.yaml"]) {
      expect((await fetch(`${address}${path}`, { headers: { connection: "close" } })).status, path).toBe(200);
    }
    for (const script of [["keys.ts", "list"], ["migrate.ts"], ["backup.ts", "copy.db"]]) {
      const [file, ...rest] = script;
      const commandLine = [...node, `scripts/${file}`, ...rest];
      const { exitCode, output } = await runProgram(process.execPath, commandLine, { cwd: directory.path, env });
      expect(exitCode, output).toBe(0);
    }
    child.kill("SIGTERM");
    expect((await ended)[0]).toBe(0);
  });
});
