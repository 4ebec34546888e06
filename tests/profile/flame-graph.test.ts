import { expect, it } from "vitest";
import { type CpuProfile, callsOf, flameGraph } from "../../scripts/profile/flame-graph.ts";

const node = (id: number, functionName: string, url = "", children: number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});

const profile: CpuProfile = {
  nodes: [
    node(1, "(root)", "", [2, 5]),
    node(2, "handle", "file:///x/node_modules/fastify/lib/a.js", [3, 4]),
    node(3, "getUser", "file:///x/src/handlers/users/getUser.ts"),
    node(4, "<b>", ""),
    node(5, "(idle)"),
  ],
  samples: [2, 3, 3, 5, 4],
  timeDeltas: [9_000_000, 300_000, 300_000, 100_000, 400_000],
};

it("a function has its own time and that of what it called, of the last seconds, without those in which nothing was done", () => {
  const calls = callsOf(profile, 1.1);
  expect(calls.microseconds).toBe(1_000_000);
  const handle = calls.called.get("handle (fastify)");
  expect(handle?.microseconds).toBe(1_000_000);
  expect(handle?.called.get("getUser (src/handlers/users/getUser.ts)")?.microseconds).toBe(600_000);
  expect(calls.called.has("(idle)")).toBe(false);
});

it("the picture has each frame with its share, and no markup of a name", () => {
  const picture = flameGraph("A & B", callsOf(profile, 1.1));
  expect(picture).toContain("<title>getUser (src/handlers/users/getUser.ts), 60.0 %</title>");
  expect(picture).toContain("&lt;b>, 40.0 %");
  expect(picture).toContain('aria-label="A &amp; B"');
  expect(picture).not.toContain("<b>");
});
