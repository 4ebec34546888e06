/** The languages that a client is made for: each has a folder here, and a page in `docs/clients/`. */
import type { Tool } from "./toolchain.ts";

export interface Language {
  /** The name of the folder, and of the page. */
  readonly name: string;
  readonly title: string;
  readonly generators: readonly Generator[];
  /** What has to be installed. */
  readonly tools: readonly Tool[];
}

interface Generator {
  readonly name: string;
  /** The file in the folder that has its version. */
  readonly manifest: string;
  /** What stands before its version there. */
  readonly before: string;
}

const ofNpm = (name: string): Generator => ({ name, manifest: "package.json", before: `"${name}": "` });

const node: readonly Tool[] = [{ program: "node", least: "22.18" }, { program: "npm" }];

export const languages: readonly Language[] = [
  {
    name: "typescript",
    title: "TypeScript",
    generators: [ofNpm("openapi-typescript"), ofNpm("openapi-fetch")],
    tools: node,
  },
  { name: "typescript-hey-api", title: "TypeScript", generators: [ofNpm("@hey-api/openapi-ts")], tools: node },
  {
    name: "python",
    title: "Python",
    generators: [{ name: "openapi-python-client", manifest: "requirements.txt", before: "openapi-python-client==" }],
    tools: [{ program: "python3", least: "3.11" }],
  },
  {
    name: "go",
    title: "Go",
    generators: [{ name: "oapi-codegen", manifest: "go.mod", before: "github.com/oapi-codegen/oapi-codegen/v2 v" }],
    // From this one on, Go fetches the version that `go.mod` asks for.
    tools: [{ program: "go", least: "1.21", versionArgument: "version" }],
  },
  {
    name: "java",
    title: "Java",
    generators: [
      {
        name: "openapi-generator",
        manifest: "pom.xml",
        before: "<artifactId>openapi-generator-maven-plugin</artifactId>\n        <version>",
      },
    ],
    tools: [{ program: "javac", least: "17" }, { program: "mvn" }],
  },
  {
    name: "rust",
    title: "Rust",
    generators: [{ name: "progenitor", manifest: "Cargo.toml", before: 'progenitor = "=' }],
    tools: [{ program: "cargo", least: "1.89" }],
  },
];
