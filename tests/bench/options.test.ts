import { describe, expect, it } from "vitest";
import { readBenchOptions } from "../../scripts/bench/options.ts";

const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

const read = (...commandLine: readonly string[]) => {
  const options = readBenchOptions(commandLine);
  if (options === undefined || typeof options === "string") throw new Error(`no options: ${options}`);
  return options;
};

describe("the options of the bench", () => {
  it("are every peer and every case, unless some are named", () => {
    const all = read();
    expect(idsOf(all.peers)).toEqual(["constant", "plain", "fastify", "express", "fastapi", "flask", "drf"]);
    expect(all.cases).toHaveLength(13);
    const some = read("--only-peers", "flask,plain", "--only-cases", "create");
    expect([idsOf(some.peers), idsOf(some.cases)]).toEqual([["plain", "flask"], ["create"]]);
  });

  it("have one round in a quick run, or as many as are asked for", () => {
    expect(read("--quick")).toMatchObject({ rounds: 1, warmUp: false });
    expect(read("--quick", "--rounds", "2").rounds).toBe(2);
  });

  it.each([
    { commandLine: ["--only-peers", "rails"], said: /^--only-peers: rails is none of constant, / },
    { commandLine: ["--only-cases", "one,"], said: /^--only-cases: {2}is none of one, / },
    { commandLine: ["--rounds", "0"], said: /^--rounds: 0 is no whole number from 1 up$/ },
    { commandLine: ["--against", "main"], said: /^--against goes with --guard$/ },
    { commandLine: ["--guard", "--write"], said: /^--guard measures no peers, and writes no page$/ },
    { commandLine: ["--fast"], said: /^Unknown option '--fast'/ },
  ])("$commandLine are refused, in one line", ({ commandLine, said }) => {
    expect(readBenchOptions(commandLine)).toMatch(said);
  });
});
