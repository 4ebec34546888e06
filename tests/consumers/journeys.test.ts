import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missingField, startFaultyRoster, undeclaredStatus, wrongMediaType } from "./faulty-roster.ts";
import { walkJourneys } from "./journeys.ts";
import { type LiveRoster, startLiveRoster } from "./live-roster.ts";

describe("the journeys of Arazzo, walked by Redocly", () => {
  let roster: LiveRoster;
  beforeAll(async () => {
    roster = await startLiveRoster();
  });
  afterAll(() => roster[Symbol.asyncDispose]());

  it("lead to their ends, twice in a row", async () => {
    for (const _ of [1, 2]) {
      const { exitCode, output } = await walkJourneys(roster.address, roster.key);
      expect(exitCode, output).toBe(0);
      expect(output).toMatch(/Workflows: 5 passed, 5 total/);
    }
  });

  it.each([missingField, undeclaredStatus, wrongMediaType])("fail when $name", async (fault) => {
    await using faulty = await startFaultyRoster(roster.address, fault);
    const { exitCode, output } = await walkJourneys(faulty.address, roster.key);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/Workflows: .*[1-5] failed/);
  });
});
