/** The gate: what breaks somebody is stopped, what breaks nobody passes. */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Comparison, compareContracts, isRefused } from "../../scripts/gate/compare.ts";
import { reportLines } from "../../scripts/gate/report.ts";
import { runProgram } from "../support/program.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { breakingEdits, type Edit, harmlessEdits, underratedEdits } from "./edits.ts";

const root = join(import.meta.dirname, "../..");
const contractFile = join(root, "openapi.yaml");

/** The contract of now stands for the released one, and the same with an edit for the one that is to be judged. */
const compareEdit = async ({ replaced, by }: Pick<Edit, "replaced" | "by">): Promise<Comparison> => {
  await using directory = await temporaryDirectory();
  const contract = await readFile(contractFile, "utf8");
  expect(contract).toContain(replaced);
  const edited = join(directory.path, "edited.yaml");
  await writeFile(
    edited,
    contract.replace(replaced, () => by),
  );
  return await compareContracts(contractFile, edited);
};

const nextMajor = ({ released: [major] }: Comparison) => [major + 1, 0, 0] as const;
const nextMinor = ({ released: [major, minor] }: Comparison) => [major, minor + 1, 0] as const;

describe.concurrent("an edit that breaks somebody is stopped, and passes with a new major version only", () => {
  it.each([...breakingEdits, ...underratedEdits])(
    "$what",
    async (edit) => {
      const comparison = await compareEdit(edit);
      expect(comparison.impact).toBe("major");
      expect(isRefused(comparison)).toBe(true);
      expect(isRefused({ ...comparison, current: nextMinor(comparison) })).toBe(true);
      expect(isRefused({ ...comparison, current: nextMajor(comparison) })).toBe(false);
      const broken = reportLines(comparison).filter((line) => line.startsWith("BREAKS"));
      expect(broken.join("\n")).toContain(edit.named);
    },
    60_000,
  );
});

describe.concurrent("an edit that breaks nobody passes, with the version as it is", () => {
  it.each(harmlessEdits)(
    "$what",
    async (edit) => {
      const comparison = await compareEdit(edit);
      expect(reportLines(comparison).filter((line) => line.startsWith("BREAKS"))).toEqual([]);
      expect(isRefused(comparison)).toBe(false);
    },
    60_000,
  );
});

describe("npm run contract:diff", () => {
  const run = (directory: string, ...options: readonly string[]) =>
    runProgram(process.execPath, [join(root, "scripts/contract-diff.ts"), ...options], { cwd: directory });

  const project = async (released: (contract: string) => string, current: (contract: string) => string) => {
    const directory = await temporaryDirectory();
    const contract = await readFile(contractFile, "utf8");
    await mkdir(join(directory.path, "released"));
    await writeFile(join(directory.path, "released/openapi.yaml"), released(contract));
    await writeFile(join(directory.path, "openapi.yaml"), current(contract));
    return directory;
  };

  const asItIs = (contract: string): string => contract;
  const broken = (contract: string): string => contract.replace("operationId: getUser\n", "operationId: getPerson\n");
  const versioned = (version: string) => (contract: string) =>
    contract.replace(/^ {2}version: .*$/m, `  version: ${version}`);

  it("passes before anything was released, and says so", async () => {
    await using directory = await temporaryDirectory();
    await copyFile(contractFile, join(directory.path, "openapi.yaml"));
    const { exitCode, output } = await run(directory.path);
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringMatching(/^nothing has been released yet/),
    });
  });

  it("fails when the contract breaks somebody, and names the version that it would need", async () => {
    await using directory = await project(versioned("1.2.3"), (contract) => versioned("1.3.0")(broken(contract)));
    const { exitCode, output } = await run(directory.path);
    expect(exitCode).toBe(1);
    expect(output).toContain("changed from 'getUser' to 'getPerson'. For those who call: getPerson\n");
    expect(output).toContain("info.version is 1.3.0: a breaking change needs 2.0.0, or must not be made\n");
  });

  it("passes when the version says that it breaks", async () => {
    await using directory = await project(versioned("1.2.3"), (contract) => versioned("2.0.0")(broken(contract)));
    expect((await run(directory.path)).exitCode).toBe(0);
  });

  it("fails when the version goes back", async () => {
    await using directory = await project(versioned("1.2.3"), versioned("1.2.2"));
    const { exitCode, output } = await run(directory.path);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: "info.version is 1.2.2, behind the released 1.2.3\n" });
  });

  it.each([
    ["is no YAML", () => "openapi: {\n", /./],
    ["has no version", (contract: string) => contract.replace(/^ {2}version: .*\n/m, ""), /version must be a text/],
    [
      "has a version of another form",
      versioned("1.3.0-rc.1"),
      /"1\.3\.0-rc\.1" is no version: it must be three numbers/,
    ],
    [
      "refers to nothing",
      (contract: string) => contract.replace("responses/Liveness", "responses/Livenes"),
      /responses\/Livenes/,
    ],
  ])("fails when the contract %s", async (_, current, message) => {
    await using directory = await project(asItIs, current);
    const { exitCode, output } = await run(directory.path);
    expect(exitCode).toBe(1);
    expect(output).toMatch(message);
  });

  it("fails when the file that it was given is not there", async () => {
    await using directory = await project(asItIs, asItIs);
    expect((await run(directory.path, "--released", "other.yaml")).exitCode).toBe(1);
  });
});
