/**
 * `npm run tools [-- NAME…]`: installs the tools of `tools/` that are named, or all of them, unless they are there. Exits
 * with 1 when one cannot be installed.
 */
import { InstallError, install } from "./tools/install.ts";
import { type Tool, tools } from "./tools/tool.ts";

const toolOf = (name: string): Tool => {
  const tool = tools.find((known) => known.name === name);
  if (tool === undefined) {
    throw new InstallError(`There is no "${name}"; there are ${tools.map((known) => known.name).join(", ")}.`);
  }
  return tool;
};

const names = process.argv.slice(2);
try {
  for (const tool of names.length === 0 ? tools : names.map(toolOf)) await install(tool);
} catch (error) {
  console.error(`tools: ${error instanceof InstallError ? error.message : (error as Error).stack}`);
  process.exitCode = 1;
}
