/**
 * `npm run release [-- VERSION]`: releases what is committed on main. Writes versions, CHANGELOG and `released/openapi.yaml`,
 * commits and tags; pushes nothing.
 */
import { parseArgs } from "node:util";
import { release } from "./release/release.ts";

const run = async (): Promise<number> => {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length > 1) throw new Error("npm run release [-- VERSION]");
  const version = await release(process.cwd(), positionals[0], new Date().toISOString().slice(0, 10));
  console.log(`released ${version}; to publish it: git push --follow-tags`);
  return 0;
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
