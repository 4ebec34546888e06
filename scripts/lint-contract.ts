/**
 * Lints the contract and its copy for OpenAPI 3.0 with the rules of `redocly.yaml`, and scores the contract. Says one line
 * for each problem, position first; exits with 1 when there is any, or when the score finds something badly described.
 */
import { lintFiles, scoreOf } from "./lint/redocly.ts";

const contract = "openapi.yaml";
const files = [contract, "generated/openapi-3.0.json"];
// How many parameters and fields there are is what operations are for; how well they are described is not.
const aboutSize = ["parameterSimplicity", "schemaSimplicity"];

const run = async (): Promise<number> => {
  const projectDirectory = process.cwd();
  const [problems, { agentReadiness, subscores }] = await Promise.all([
    lintFiles(projectDirectory, files),
    scoreOf(projectDirectory),
  ]);
  for (const { file, line, column, rule, message } of problems) {
    console.error(`${file}:${line}:${column} ${rule}: ${message.replaceAll(/\s+/g, " ")}`);
  }
  const poor = Object.entries(subscores).filter(([name, value]) => !aboutSize.includes(name) && value < 1);
  for (const [name, value] of poor) console.error(`${contract}: ${name} is ${value}, less than 1 (redocly score)`);
  if (problems.length > 0 || poor.length > 0) return 1;
  console.log(`${files.join(" and ")} keep every rule; agentReadiness is ${agentReadiness}`);
  return 0;
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
