/** Roster as a subject. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, type Subject } from "./subject.ts";

const allocationCounter = fileURLToPath(new URL("./allocation-counter.ts", import.meta.url));

/** As `npm start` of that checkout has it: flags and entry differ between versions. */
const startOf = (checkout: string): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const [, ...words] = String(scripts.start).split(" ");
  return words;
};

/** Every limit that the contract of a checkout has, counted, and higher than any load. */
const highLimits = (checkout: string): string => {
  const contract = JSON.parse(readFileSync(join(checkout, "generated/openapi.json"), "utf8"));
  return Object.keys(contract["x-rate-limits"] ?? {})
    .map((name) => `${name}=999999999/60`)
    .join(",");
};

/**
 * Roster as it is deployed, of a checkout whose packages are installed: in production, each request counted against the
 * rate limits and written to a log (of which nothing is kept). Whatever would refuse requests is on, and set so high that it
 * refuses none.
 */
export const rosterAt = (
  checkout: string,
  {
    id,
    title,
    settings = {},
  }: Pick<Subject, "id" | "title"> & { readonly settings?: Readonly<Record<string, string>> },
): Subject => ({
  id,
  title,
  checkout,
  launch: ({ databaseFile, key, sealingKey }) => ({
    command: process.execPath,
    commandLine: () => startOf(checkout),
    cwd: checkout,
    key,
    countsAllocations: false,
    environment: {
      NODE_ENV: "production",
      DATABASE_URL: `file:${databaseFile}`,
      SEALING_KEYS: sealingKey,
      LOG_LEVEL: "info",
      RATE_LIMIT: highLimits(checkout) || "off",
      MAX_EVENT_LOOP_DELAY_MILLISECONDS: "60000",
      ...settings,
    },
  }),
});

/** A Roster that tells how much it allocates. */
export const withAllocations = (subject: Subject): Subject => ({
  ...subject,
  launch: (workspace) => {
    const launch = subject.launch(workspace);
    return {
      ...launch,
      countsAllocations: true,
      commandLine: (port) => ["--import", allocationCounter, ...launch.commandLine(port)],
    };
  },
});

export const roster: Subject = rosterAt(root, { id: "roster", title: "Roster" });

/** What its peers do not do is off. */
export const bareRoster: Subject = rosterAt(root, {
  id: "bare",
  title: "Roster, limits and log off",
  settings: { LOG_LEVEL: "warn", RATE_LIMIT: "off" },
});
