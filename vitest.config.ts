import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration as Project } from "vitest/config";
import { slowTests } from "./tests/slow-tests.ts";
import { findPostgres, type PostgresPrograms } from "./tests/support/postgres-programs.ts";

// What each engine has to do alike. The rest of the tests is about no engine, or about one of them only.
const onBothEngines = [
  "tests/store/**/*.test.ts",
  "tests/operations/**/*.test.ts",
  "tests/hostile/{35-idempotency,36-37-crowds,44-identical-reads}.test.ts",
  "tests/deploy/metrics.test.ts",
];
const ofSqlite = "tests/store/sqlite/**";
const ofNone = "tests/store/{text-order,sealing,change-feed}.test.ts";
// The order of changes is another on each engine: tests/postgres/changes.test.ts has that of PostgreSQL.
const ofOneWriter = ["tests/store/changes.test.ts", "tests/operations/{changes,change-stream,contact-secrecy}.test.ts"];
const ofPostgres = "tests/postgres/**/*.test.ts";

const slowOfPostgres = [
  ...slowTests.filter((files) => files.startsWith("tests/postgres/")),
  "tests/hostile/35-idempotency-kill.test.ts",
];

const onSqlite = (name: string, include: readonly string[], exclude: readonly string[]): Project => ({
  extends: true,
  test: {
    name,
    provide: { engine: "sqlite", postgres: "", postgresPrograms: undefined },
    include: [...include],
    exclude: [...exclude],
  },
});

const onPostgres = (
  programs: PostgresPrograms,
  name: string,
  include: readonly string[],
  exclude: readonly string[] = [],
): Project => ({
  extends: true,
  test: {
    name,
    provide: { engine: "postgres", postgres: "", postgresPrograms: programs },
    globalSetup: "tests/support/postgres-setup.ts",
    include: [...include],
    exclude: [...exclude],
  },
});

/** The tests on PostgreSQL; none where it cannot run, which a line says, and which is an error where `CI` is set. */
const postgresProjects = async (): Promise<readonly Project[]> => {
  const found = await findPostgres();
  if ("programs" in found) {
    const { programs } = found;
    return [
      onPostgres(
        programs,
        "postgres",
        [...onBothEngines, ofPostgres],
        [...slowOfPostgres, ofSqlite, ofNone, ...ofOneWriter],
      ),
      onPostgres(programs, "slow-postgres", slowOfPostgres),
    ];
  }
  const line = `PostgreSQL cannot run here, and its tests are skipped: ${found.reason}`;
  if (process.env.CI) throw new Error(line);
  process.stderr.write(`${line}\n`);
  return [];
};

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // One environment for all files of a worker: loading the modules for each anew takes longer than most of them.
    isolate: false,
    setupFiles: "tests/support/share-openapi-schema.ts",
    // One more than the cores of a small machine: a worker waits for the disk, a socket or another thread half of its time.
    maxWorkers: 3,
    // As src/start.js does: threads that tests start find their modules compiled.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/node", import.meta.url)) },
    projects: [
      onSqlite("sqlite", ["tests/**/*.test.ts"], [...slowTests, ofPostgres]),
      onSqlite("slow-sqlite", slowTests, [ofPostgres]),
      ...(await postgresProjects()),
    ],
  },
});
