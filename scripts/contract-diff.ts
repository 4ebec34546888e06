/**
 * `npm run contract:diff`: compares the contract with the one that was released last, and says what breaks and for whom.
 * Exits with 1 when something breaks while `info.version` does not say so.
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareContracts, isRefused } from "./gate/compare.ts";
import { releasedContract } from "./gate/released-contract.ts";
import { reportLines } from "./gate/report.ts";

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      released: { type: "string", default: releasedContract },
      contract: { type: "string", default: "openapi.yaml" },
    },
  });
  if (values.released === releasedContract && !existsSync(values.released)) {
    console.log("nothing has been released yet, so nothing can break; `npm run release` makes the first release");
    return 0;
  }
  const comparison = await compareContracts(values.released, values.contract);
  for (const line of reportLines(comparison)) console.log(line);
  return isRefused(comparison) ? 1 : 0;
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
