import { expect, it } from "vitest";
import { schemathesis } from "../../scripts/tools/tool.ts";
import { startLiveRoster } from "./live-roster.ts";
import { fuzz, generatedRequests } from "./schemathesis.ts";
import { describeWith } from "./tool.ts";

/** For each operation. With what is generated once, this is more than 20,000 requests. */
const examples = 2000;

describeWith(schemathesis, "20,000 requests that Schemathesis generates", () => {
  it("are answered as the contract says", async () => {
    await using roster = await startLiveRoster();
    const { exitCode, output } = await fuzz(roster, examples);
    process.stdout.write(output);
    expect(exitCode, output).toBe(0);
    expect(generatedRequests(output)).toBeGreaterThan(20_000);
  });
});
