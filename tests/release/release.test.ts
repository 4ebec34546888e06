/** A release, in a repository of its own. */
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { runProgram } from "../support/program.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { makeReleaseProject, type ReleaseProject } from "./project.ts";

const script = "scripts/release.ts";

const addField = (text: string): string =>
  text.replace(
    "required: [id, name, age]\n      properties:\n",
    '$&        nickname: { $ref: "#/components/schemas/UserName" }\n',
  );
const loseOperation = (text: string): string => text.replace("operationId: getUser\n", "operationId: getPerson\n");
const versioned = (version: string) => (text: string) => text.replace(/^ {2}version: .*$/m, `  version: ${version}`);
const noted = (text: string): string => text.replace("## [Unreleased]\n", "## [Unreleased]\n\n### Added\n\n- More.\n");

/** Everything that a release could change. */
const stateOf = async ({ git }: ReleaseProject) => ({
  head: await git("rev-parse", "HEAD"),
  tags: await git("tag", "--list"),
  status: await git("status", "--porcelain"),
});

const versionsIn = async ({ read }: ReleaseProject) => {
  const lock = JSON.parse(await read("package-lock.json"));
  return {
    contract: /^ {2}version: (.*)$/m.exec(await read("openapi.yaml"))?.[1],
    served: JSON.parse(await read("generated/openapi.json")).info.version,
    package: JSON.parse(await read("package.json")).version,
    lock: [lock.version, lock.packages[""].version],
    image: /image: roster:(.*)/.exec(await read("deploy/compose.yaml"))?.[1],
  };
};

const everywhere = (version: string) => ({
  contract: version,
  served: version,
  package: version,
  lock: [version, version],
  image: version,
});

/** A project that has released 1.0.0. */
const makeReleased = async (): Promise<ReleaseProject> => {
  const project = await makeReleaseProject();
  expect(await project.run(script)).toMatchObject({ exitCode: 0 });
  return project;
};

describe("npm run release", () => {
  it("releases the contract's version first: a commit, a tag, a copy of the contract, a section of the CHANGELOG", async () => {
    await using project = await makeReleaseProject();
    const outcome = await project.run(script);
    expect(outcome).toEqual({ exitCode: 0, output: "released 1.0.0; to publish it: git push --follow-tags\n" });
    expect(await project.git("log", "-1", "--format=%s")).toBe("chore(release): 1.0.0");
    expect(await project.git("cat-file", "-t", "v1.0.0")).toBe("tag");
    expect(await project.git("rev-parse", "v1.0.0^{commit}")).toBe(await project.git("rev-parse", "HEAD"));
    expect(await project.git("status", "--porcelain")).toBe("");
    expect(await project.read("released/openapi.yaml")).toBe(await project.read("openapi.yaml"));
    expect(await versionsIn(project)).toEqual(everywhere("1.0.0"));
    expect(await project.read("CHANGELOG.md")).toMatch(
      /^# Changelog\n\n## \[Unreleased\]\n\n## \[1\.0\.0\] - \d{4}-\d\d-\d\d\n\n### Added\n\n- The first thing\.\n\n### Contract\n\n- The first release: \d+ operations\.\n$/,
    );
  });

  it("raises the version everywhere as what is new needs it, and says in the CHANGELOG what and for whom", async () => {
    await using project = await makeReleased();
    await project.edit("openapi.yaml", addField);
    await project.edit("CHANGELOG.md", noted);
    await project.commit();
    expect(await project.run(script)).toMatchObject({ exitCode: 0, output: expect.stringContaining("released 1.1.0") });
    expect(await versionsIn(project)).toEqual(everywhere("1.1.0"));
    const changelog = await project.read("CHANGELOG.md");
    expect(changelog).toMatch(
      /## \[1\.1\.0\].*- Field was added\. For those who read: [^\n]*getUser \(body of 200 \/nickname\)/s,
    );
    expect(changelog.indexOf("## [1.1.0]")).toBeLessThan(changelog.indexOf("## [1.0.0]"));
    const diff = await project.run("scripts/contract-diff.ts");
    expect(diff).toEqual({ exitCode: 0, output: "for callers, the contract is as it was released (1.1.0)\n" });
  });

  it("releases what breaks under the version that says so", async () => {
    await using project = await makeReleased();
    await project.edit("openapi.yaml", (text) => versioned("2.0.0")(loseOperation(text)));
    await project.edit("CHANGELOG.md", noted);
    await project.commit();
    expect(await project.run(script)).toMatchObject({ exitCode: 0, output: expect.stringContaining("released 2.0.0") });
    expect(await project.read("CHANGELOG.md")).toMatch(
      /^- \*\*Breaking\*\*: .*'getPerson'.* For those who call: getPerson\.$/m,
    );
  });

  it("takes a version that is asked for, when the changes may have it", async () => {
    await using project = await makeReleased();
    await project.edit("CHANGELOG.md", noted);
    await project.commit();
    expect(await project.run(script, "1.3.0")).toMatchObject({ exitCode: 0 });
    expect(await versionsIn(project)).toEqual(everywhere("1.3.0"));
    expect(await project.read("CHANGELOG.md")).toContain("### Contract\n\n- For callers, as before.\n");
  });

  it("leaves a copy that a shallow clone compares with", async () => {
    await using project = await makeReleased();
    await project.edit("openapi.yaml", loseOperation);
    await project.commit();
    await using clone = await temporaryDirectory();
    const address = pathToFileURL(project.directory).href;
    await project.git("clone", "--quiet", "--depth=1", "--no-tags", address, join(clone.path, "clone"));
    const gate = join(import.meta.dirname, "../../scripts/contract-diff.ts");
    const diff = await runProgram(process.execPath, [gate], { cwd: join(clone.path, "clone") });
    expect(diff).toMatchObject({ exitCode: 1, output: expect.stringContaining("a breaking change needs 2.0.0") });
  });
});

interface Refusal {
  readonly what: string;
  readonly arrange: (project: ReleaseProject) => Promise<void>;
  readonly version?: string;
  readonly message: RegExp;
}

const refusals: readonly Refusal[] = [
  {
    what: "something is not committed",
    arrange: ({ directory }) => writeFile(join(directory, "note.txt"), "later\n"),
    message: /changes that are not committed/,
  },
  {
    what: "this is another branch",
    arrange: async ({ git }) => void (await git("switch", "--quiet", "--create", "topic")),
    message: /releases are made of main, and this is topic/,
  },
  {
    what: "a generated file is not as the contract has it",
    arrange: async (project) => {
      await writeFile(join(project.directory, "generated/types.ts"), "// edited\n");
      await project.commit();
    },
    message: /generated\/types\.ts differs: run npm run generate/,
  },
  {
    what: "nothing is said of what is new",
    arrange: async (project) => {
      await project.edit("CHANGELOG.md", () => "# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n");
      await project.commit();
    },
    message: /nothing under \[Unreleased\]/,
  },
  {
    what: "the contract breaks somebody and its version does not say so",
    arrange: async (project) => {
      await project.edit("openapi.yaml", loseOperation);
      await project.commit();
    },
    message: /BREAKS .*getPerson.*a breaking change needs 2\.0\.0/s,
  },
  {
    what: "the version that is asked for is too low for what is new",
    arrange: async (project) => {
      await project.edit("openapi.yaml", addField);
      await project.edit("CHANGELOG.md", noted);
      await project.commit();
    },
    version: "1.0.1",
    message: /1\.0\.1 is too low: what changed needs 1\.1\.0/,
  },
  {
    what: "what is asked for is no version",
    arrange: async () => {},
    version: "next",
    message: /"next" is no version/,
  },
  {
    what: "the tag is there already",
    arrange: async (project) => {
      await project.edit("CHANGELOG.md", noted);
      await project.commit();
      await project.git("tag", "v1.0.1");
    },
    message: /the tag v1\.0\.1 is there already/,
  },
  {
    what: "a hook of the repository refuses the commit",
    arrange: async (project) => {
      await project.edit("CHANGELOG.md", noted);
      await project.commit();
      const hooks = join(project.directory, ".git/hooks");
      await mkdir(hooks, { recursive: true });
      await writeFile(join(hooks, "pre-commit"), "#!/bin/sh\necho the hook says no >&2\nexit 1\n");
      await chmod(join(hooks, "pre-commit"), 0o755);
    },
    message: /git commit failed: the hook says no/,
  },
];

describe("npm run release refuses, and leaves everything as it was, when", () => {
  it.each(refusals)("$what", async ({ arrange, version, message }) => {
    await using project = await makeReleased();
    await arrange(project);
    const before = await stateOf(project);
    const { exitCode, output } = await project.run(script, ...(version === undefined ? [] : [version]));
    expect(exitCode).toBe(1);
    expect(output).toMatch(message);
    expect(await stateOf(project)).toEqual(before);
  });
});
