/** A Roster for the tools of consumers: a real process, as an operator starts it, and a key that may do everything. */
import { scopes } from "../../generated/contract.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

export interface LiveRoster extends AsyncDisposable {
  readonly address: string;
  /** An API key with every scope of the contract. */
  readonly key: string;
}

/** A tool asks thousands of things from one address, on a machine that is busy with it, and waits for a stream to speak. */
const settings = { RATE_LIMIT: "off", MAX_EVENT_LOOP_DELAY_MILLISECONDS: "0", STREAM_HEARTBEAT_SECONDS: "1" };

/** Starts a Roster on a free port with a new directory of its own. */
export const startLiveRoster = async (): Promise<LiveRoster> => {
  const directory = await temporaryDirectory();
  const environment = { DATABASE_URL: directory.databaseUrl, ...settings };
  const created = await runFile(
    "scripts/keys.ts",
    ["create", "--name", "consumer", "--scopes", Object.keys(scopes).join(",")],
    environment,
  );
  if (created.exitCode !== 0) throw new Error(created.stderr);
  const roster = await startRosterProcess(environment);
  return {
    address: roster.address,
    key: created.stdout.trim(),
    [Symbol.asyncDispose]: async () => {
      roster.child.kill("SIGTERM");
      await roster.ended;
      await directory[Symbol.asyncDispose]();
    },
  };
};
