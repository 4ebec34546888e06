/** A database with users and a key that may write, to be copied for each subject. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { addSampleUsers } from "../sample-directory.ts";

export interface Template {
  readonly filename: string;
  readonly key: string;
  readonly sealingKey: string;
}

const run = promisify(execFile);

/** Makes the database by the first key, with the script of a checkout of Roster: it has the schema of that version. */
export const makeTemplate = async (checkout: string, filename: string, users: number): Promise<Template> => {
  const runKeys = async (...words: readonly string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, ["scripts/keys.ts", ...words], {
      cwd: checkout,
      env: { PATH: process.env.PATH, DATABASE_URL: `file:${filename}`, SAMPLE_DATA: "off" },
    });
    return stdout.trim();
  };
  const key = await runKeys("create", "--name", "bench", "--scopes", "users:write");
  addSampleUsers(filename, users);
  return { filename, key, sealingKey: await runKeys("sealing-key") };
};
