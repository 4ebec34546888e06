/** The code samples of the documentation, each run as its reader would run it, against a real Roster. */
import { afterAll, describe, expect, it } from "vitest";
import { operationsOf } from "../../src/core/contract/operations.ts";
import { storeExamples } from "../support/examples.ts";
import { isMissing } from "../support/installed.ts";
import { contract, startRoster, type TestRoster } from "../support/roster.ts";
import { until } from "../support/until.ts";
import { languages, runSample } from "./languages.ts";

interface Sample {
  readonly label: string;
  readonly source: string;
}

interface SampledOperation {
  readonly operationId: string;
  readonly status: number;
  readonly isRead: boolean;
  readonly samples: readonly Sample[];
}

const operations: readonly SampledOperation[] = operationsOf(contract).map(
  ({ operationId, method, path, responses }) => {
    const source = contract.paths[path]?.[method.toLowerCase() as "get"] as { "x-codeSamples"?: readonly Sample[] };
    return {
      operationId,
      status: Number([...responses.keys()].find((status) => status.startsWith("2"))),
      isRead: method === "GET",
      samples: source["x-codeSamples"] ?? [],
    };
  },
);

/** To compile takes a while: one operation for each shape of a program, with and without a body, a query and a key. */
const operationsInGo = ["listUsers", "createUser", "findContacts", "deleteContact"];

/** A new directory, and what the contract's examples speak of beyond that: a contact of the first user. */
const startSampleRoster = async (except?: string): Promise<{ readonly roster: TestRoster; readonly key: string }> => {
  const roster = await startRoster({ rateLimit: "off" });
  const key = await roster.createKey("all");
  await storeExamples(roster, key, except);
  return { roster, key };
};

const shared = await startSampleRoster();
afterAll(() => shared.roster[Symbol.asyncDispose]());

interface Answered {
  readonly operationId?: string;
  readonly path?: string;
  readonly status?: number;
}

const answersOf = ({ log }: TestRoster, operationId: string): readonly Answered[] =>
  log.map((line): Answered => JSON.parse(line)).filter((answered) => answered.operationId === operationId);

/** Runs the sample, and tells the status that Roster answered it with. */
const statusOf = async (
  { label, source }: Sample,
  operationId: string,
  { roster, key }: typeof shared,
): Promise<number | undefined> => {
  expect(source).toContain("http://localhost:5000/");
  const before = answersOf(roster, operationId).length;
  const isStream = operationId === "streamChanges";
  const outcome = await runSample(
    label,
    source.replaceAll("http://localhost:5000", roster.address),
    { ROSTER_KEY: key },
    isStream ? /event: change/ : undefined,
  );
  if (!isStream) expect(outcome, outcome.output).toMatchObject({ exitCode: 0 });
  await until(() => answersOf(roster, operationId).length > before);
  return answersOf(roster, operationId).at(-1)?.status;
};

it("every operation has a sample for each language, in the same order", () => {
  for (const { samples } of operations) expect(samples.map(({ label }) => label)).toEqual(Object.keys(languages));
});

describe.each(Object.entries(languages))("in %s, a sample is answered with success", (label, { program }) => {
  const sampled = operations.filter(({ operationId }) => label !== "Go" || operationsInGo.includes(operationId));

  it.skipIf(isMissing(program)).each(sampled)(
    "$operationId: $status",
    async ({ operationId, status, isRead, samples }) => {
      const sample = samples.find((candidate) => candidate.label === label) ?? { label, source: "" };
      if (isRead) return expect(await statusOf(sample, operationId, shared)).toBe(status);
      const own = await startSampleRoster(operationId);
      await using _ = own.roster;
      expect(await statusOf(sample, operationId, own)).toBe(status);
    },
    120_000,
  );
});

describe("a sample that is refused says so by its end", () => {
  it.skipIf(isMissing("python3")).each(["JavaScript", "Python"])("%s", async (label) => {
    const sample = operations
      .find(({ operationId }) => operationId === "createUser")
      ?.samples.find((one) => one.label === label);
    const source = sample?.source.replaceAll("http://localhost:5000", shared.roster.address) ?? "";
    expect((await runSample(label, source, { ROSTER_KEY: "unknown" })).exitCode).toBe(1);
  });
});
