/** Prism as a process: a mock of the contract, or a proxy that holds both sides to it. */
import { prism } from "../../scripts/tools/tool.ts";
import { startFile } from "../support/process.ts";
import { until } from "../support/until.ts";
import { guideArguments } from "./guide.ts";

export interface RunningPrism extends AsyncDisposable {
  readonly address: string;
  /** What it said so far. */
  readonly output: () => string;
}

const start = async (file: string, commandLine: readonly string[]): Promise<RunningPrism> => {
  const { child, stdout, ended } = startFile(file, [...commandLine, "--port", "0"]);
  const listening = (): string | undefined => /listening on (http:\/\/\S+)/.exec(stdout())?.[1];
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  await until(() => hasEnded || listening() !== undefined);
  const address = listening();
  if (address === undefined) throw new Error(`Prism did not start: ${stdout()}${(await ended).stderr}`);
  return {
    address,
    output: stdout,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
};

/** Starts `npm run mock`. */
export const startMock = (): Promise<RunningPrism> => start("scripts/mock.ts", []);

/**
 * Starts a proxy before a server. A request or an answer that breaks the contract becomes an answer of Prism, which no tool
 * takes for one of Roster.
 */
export const startValidatingProxy = (address: string): Promise<RunningPrism> => {
  const [, script = ""] = prism.command;
  return start(script, guideArguments("npx @stoplight/prism-cli@5.16.0", { address, key: "" }));
};
