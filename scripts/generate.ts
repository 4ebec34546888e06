/**
 * `npm run generate [-- --check]`: makes everything that comes out of `openapi.yaml` alone, in the current directory.
 * `--check` writes nothing, and exits with 1 when a file is not what the contract makes of it.
 */
import { parseArgs } from "node:util";
import { findDrift, generate } from "./generate/project.ts";

const check = async (): Promise<number> => {
  const drift = await findDrift(process.cwd());
  for (const { file, reason } of drift) console.error(`${file} ${reason}: run npm run generate`);
  return drift.length === 0 ? 0 : 1;
};

const write = async (): Promise<number> => {
  const drift = await generate(process.cwd());
  for (const { file, reason } of drift) console.log(`${reason === "is made by nothing" ? "removed" : "wrote"} ${file}`);
  if (drift.length === 0) console.log("nothing to do: every file is as the contract has it");
  return 0;
};

const run = async (): Promise<number> => {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  return values.check ? check() : write();
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
