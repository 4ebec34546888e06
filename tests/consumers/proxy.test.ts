import { afterAll, beforeAll, expect, it } from "vitest";
import { newman, prism } from "../../scripts/tools/tool.ts";
import { missingField, startFaultyRoster } from "./faulty-roster.ts";
import { walkJourneys } from "./journeys.ts";
import { type LiveRoster, startLiveRoster } from "./live-roster.ts";
import { runCollection } from "./postman.ts";
import { startValidatingProxy } from "./prism.ts";
import { describeWith } from "./tool.ts";

describeWith(prism, "Prism between a client and Roster", () => {
  let roster: LiveRoster;
  beforeAll(async () => {
    roster = await startLiveRoster();
  });
  afterAll(() => roster[Symbol.asyncDispose]());

  describeWith(newman, "under the Postman collection", () => {
    it("sees no violation", async () => {
      await using proxy = await startValidatingProxy(roster.address);
      const { exitCode, output } = await runCollection(proxy.address, roster.key);
      expect(exitCode, `${output}${proxy.output()}`).toBe(0);
    });
  });

  it("sees no violation under the journeys", async () => {
    await using proxy = await startValidatingProxy(roster.address);
    const { exitCode, output } = await walkJourneys(proxy.address, roster.key);
    expect(exitCode, `${output}${proxy.output()}`).toBe(0);
  });

  it("answers for the server when it breaks the contract", async () => {
    await using faulty = await startFaultyRoster(roster.address, missingField);
    await using proxy = await startValidatingProxy(faulty.address);
    const response = await fetch(`${proxy.address}/api/users/1`);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      type: "https://stoplight.io/prism/errors#VIOLATIONS",
      validation: [{ location: ["response", "body"], code: "required" }],
    });
  });

  it("answers the client when that breaks it", async () => {
    await using proxy = await startValidatingProxy(roster.address);
    const response = await fetch(`${proxy.address}/api/users?limit=0`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      type: "https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY",
      validation: [{ location: ["query", "limit"], code: "minimum" }],
    });
  });
});
