import { afterAll, beforeAll, expect, it } from "vitest";
import { schemathesis } from "../../scripts/tools/tool.ts";
import { operations } from "../http/contract-operations.ts";
import { missingField, startFaultyRoster, undeclaredStatus, wrongMediaType } from "./faulty-roster.ts";
import { type LiveRoster, startLiveRoster } from "./live-roster.ts";
import { fuzz, generatedRequests } from "./schemathesis.ts";
import { describeWith } from "./tool.ts";

const timeoutMilliseconds = 5 * 60 * 1000;

describeWith(schemathesis, "requests that Schemathesis generates", () => {
  let roster: LiveRoster;
  beforeAll(async () => {
    roster = await startLiveRoster();
  });
  afterAll(() => roster[Symbol.asyncDispose]());

  it(
    "are answered as the contract says, valid and invalid ones, one by one and in sequences",
    async () => {
      const { exitCode, output } = await fuzz(roster, 10, ["--seed", "1"]);
      expect(exitCode, output).toBe(0);
      expect(output).toMatch(new RegExp(`Tested: ${operations.length}\\b`));
      expect(generatedRequests(output)).toBeGreaterThan(800);
    },
    timeoutMilliseconds,
  );

  it.each([missingField, undeclaredStatus, wrongMediaType])(
    "find out when $name",
    async (fault) => {
      // One of its own: the other requests delete what the examples are about.
      await using own = await startLiveRoster();
      await using faulty = await startFaultyRoster(own.address, fault);
      const options = [
        "--phases",
        "examples",
        "--include-operation-id",
        "getUser",
        "--include-operation-id",
        "createUser",
      ];
      const { exitCode, output } = await fuzz({ address: faulty.address, key: own.key }, 1, options);
      expect(exitCode, output).toBe(1);
      expect(output).toMatch(/1 failure\b/);
    },
    timeoutMilliseconds,
  );
});
