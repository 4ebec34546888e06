import { afterAll, beforeAll, expect, it } from "vitest";
import { newman } from "../../scripts/tools/tool.ts";
import { operationsOf } from "../../src/core/contract/operations.ts";
import { contract } from "../support/roster.ts";
import {
  type Fault,
  missingField,
  missingHeader,
  startFaultyRoster,
  undeclaredStatus,
  wrongMediaType,
} from "./faulty-roster.ts";
import { type LiveRoster, startLiveRoster } from "./live-roster.ts";
import { runCollection } from "./postman.ts";
import { describeWith } from "./tool.ts";

describeWith(newman, "the Postman collection, run by newman", () => {
  let roster: LiveRoster;
  beforeAll(async () => {
    roster = await startLiveRoster();
  });
  afterAll(() => roster[Symbol.asyncDispose]());

  it("finds each operation but the stream as the contract has it, twice in a row", async () => {
    const succeeding = operationsOf(contract).filter(({ operationId }) => operationId !== "streamChanges");
    for (const _ of [1, 2]) {
      const { exitCode, output } = await runCollection(roster.address, roster.key);
      expect(exitCode, output).toBe(0);
      for (const { operationId } of succeeding) expect(output).toContain(`✓  ${operationId} answers `);
    }
  });

  const faults: readonly (readonly [Fault, failure: string])[] = [
    [missingField, "its body fits the contract"],
    [undeclaredStatus, "createUser answers 201"],
    [missingHeader, "it has the header ETag"],
    [wrongMediaType, "its media type is application/json"],
  ];
  it.each(faults)("fails when $name", async (fault, failure) => {
    await using faulty = await startFaultyRoster(roster.address, fault);
    const { exitCode, output } = await runCollection(faulty.address, roster.key);
    expect(exitCode).toBe(1);
    expect(output).toMatch(new RegExp(`AssertionError\\s+${failure}`));
  });
});
