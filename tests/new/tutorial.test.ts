/** docs/tutorial.md, as its reader does it: files are written, commands are run, and what they print is what the page shows. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { newProject, ownDirectory } from "../../scripts/new/project.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

interface Block {
  readonly language: string;
  readonly info: string;
  readonly text: string;
}

const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/^```(\w+) ?(.*)\n((?:(?!```).*\n)+)```$/gm)].map(([, language = "", info = "", text = ""]) => ({
    language,
    info,
    text,
  }));

const matches = (actual: string, expected: string): boolean => {
  const parts = expected
    .trim()
    .split("…")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*?")}$`).test(actual.trim());
};

const port = 20_000 + (process.pid % 20_000);

it("the tutorial does what it says", async () => {
  await using directory = await temporaryDirectory();
  const project = join(directory.path, "hello");
  const environment = {
    ...process.env,
    PORT: String(port),
    PATH: `${join(project, "node_modules/.bin")}:${process.env.PATH}`,
  };
  let service: ChildProcess | undefined;
  let key = "";
  const stop = async (): Promise<void> => {
    if (service === undefined || service.exitCode !== null) return;
    service.kill("SIGTERM");
    await once(service, "exit");
  };
  const start = async (): Promise<void> => {
    await stop();
    service = spawn(process.execPath, ["src/start.js"], { cwd: project, env: environment, stdio: "ignore" });
    await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok === true);
  };
  const shell = async (command: string): Promise<string> => {
    const text = `KEY='${key}'\n${command.replaceAll("localhost:5000", `127.0.0.1:${port}`)}\necho "KEY=$KEY" >&2`;
    const { stdout, stderr } = await promisify(execFile)("bash", ["-c", text], { cwd: project, env: environment });
    key = /KEY=(.*)/.exec(stderr)?.[1] ?? "";
    return stdout;
  };
  const edit = async ({ info, text }: Block): Promise<void> => {
    const { file = "", after } = /^(?<file>\S+)(?: after="(?<after>.*)")?$/.exec(info)?.groups ?? {};
    const path = join(project, file);
    await mkdir(dirname(path), { recursive: true });
    if (after === undefined) return await writeFile(path, text);
    const lines = (await readFile(path, "utf8")).split("\n");
    const place = lines.findIndex((line) => line.trim() === after.trim());
    expect(place, after).toBeGreaterThan(-1);
    await writeFile(path, lines.toSpliced(place + 1, 0, text.trimEnd()).join("\n"));
  };

  let printed = "";
  try {
    for (const block of blocksOf(await readFile(join(ownDirectory, "docs/tutorial.md"), "utf8"))) {
      const { language, info, text } = block;
      if (language === "python") continue;
      if (info !== "") await edit(block);
      else if (language !== "sh") expect(matches(printed, text), `${printed}\nis not\n${text}`).toBe(true);
      else if (text.includes("new -- project")) {
        await newProject({ directory: project });
        await symlink(join(ownDirectory, "node_modules"), join(project, "node_modules"), "junction");
      } else if (text.includes("npm start")) await start();
      else printed = await shell(text);
    }
  } finally {
    await stop();
  }
}, 180_000);
