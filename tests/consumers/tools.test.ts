import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isInstalled, markInstalled, newman, tools } from "../../scripts/tools/tool.ts";
import { runFile } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

describe("the tools that are installed when they are needed", () => {
  it("count as installed until their lock file changes", async () => {
    await using folder = await temporaryDirectory();
    const tool = { ...newman, lockFile: join(folder.path, "lock"), installDirectory: join(folder.path, "installed") };
    await mkdir(tool.installDirectory);
    await writeFile(tool.lockFile, "one");
    expect(isInstalled(tool)).toBe(false);
    markInstalled(tool);
    expect(isInstalled(tool)).toBe(true);
    await writeFile(tool.lockFile, "another");
    expect(isInstalled(tool)).toBe(false);
  });

  it("are named to whoever asks for another", async () => {
    const { exitCode, stderr } = await runFile("scripts/tools.ts", ["postman"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(tools.map(({ name }) => name).join(", "));
  });
});
