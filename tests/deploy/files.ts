/** What is in `deploy/`, read as its programs read it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** The top of the project. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
export const deployDirectory = fileURLToPath(new URL("../../deploy/", import.meta.url));

/** Environment variables that Node and the C library read. */
export const ofTheRuntime: readonly string[] = ["MALLOC_ARENA_MAX", "NODE_COMPILE_CACHE"];

/** The text of a file, named from the top of the project. */
export const readText = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly read_only?: boolean;
  readonly user?: string;
  readonly stop_grace_period?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

export const readCompose = (): Compose => parse(readText("deploy/compose.yaml"), { merge: true }) as Compose;

interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The instructions of the Dockerfile, continued lines joined. */
export const readDockerfile = (): readonly Instruction[] =>
  readText("deploy/Dockerfile")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [name = "", ...rest] = line.split(" ");
      return { name, text: rest.join(" ") };
    });

/** `NAME=value` of an `ENV` instruction or of a unit's `Environment=`. */
export const assignments = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/([A-Z][A-Z0-9_]*)=(\S*)/g)].map(([, name = "", value = ""]) => [name, value]));
