/** A Roster for the tools of consumers: a real process, as an operator starts it, and a key that may do everything. */
import { scopes } from "../../generated/contract.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

export interface LiveRoster extends AsyncDisposable {
  readonly address: string;
  /** An API key with every scope of the contract. */
  readonly key: string;
}

/**
 * Starts a Roster on a free port with a new directory of its own. It has no rate limits, as a tool asks thousands of things
 * from one address, and a stream shows every second that it is alive, as a tool waits for that.
 */
export const startLiveRoster = async (): Promise<LiveRoster> => {
  const directory = await temporaryDirectory();
  const environment = { DATABASE_URL: directory.databaseUrl, RATE_LIMIT: "off", STREAM_HEARTBEAT_SECONDS: "1" };
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
