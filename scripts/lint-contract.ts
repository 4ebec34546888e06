/**
 * Lints the contract and its copy for OpenAPI 3.0 with the rules of `redocly.yaml`, and scores the contract. Says one line
 * for each problem, position first; exits with 1 when there is any, or when the score is too low.
 */
import { agentReadinessOf, lintFiles } from "./lint/redocly.ts";

const contract = "openapi.yaml";
const files = [contract, "generated/openapi-3.0.json"];
const leastAgentReadiness = 94;

const run = async (): Promise<number> => {
  const projectDirectory = process.cwd();
  const [problems, agentReadiness] = await Promise.all([
    lintFiles(projectDirectory, files),
    agentReadinessOf(projectDirectory),
  ]);
  for (const { file, line, column, rule, message } of problems) {
    console.error(`${file}:${line}:${column} ${rule}: ${message.replaceAll(/\s+/g, " ")}`);
  }
  const ready = agentReadiness >= leastAgentReadiness;
  if (!ready) console.error(`${contract}: agentReadiness is ${agentReadiness}, less than ${leastAgentReadiness}`);
  if (problems.length > 0 || !ready) return 1;
  console.log(`${files.join(" and ")} keep every rule; agentReadiness is ${agentReadiness}`);
  return 0;
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
