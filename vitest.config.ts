import { defineConfig } from "vitest/config";

// What each engine has to do alike. The rest of the tests is about no engine, or about one of them only.
const onBothEngines = [
  "tests/store/**/*.test.ts",
  "tests/operations/{conditions,contacts,data,list-users,users}.test.ts",
  "tests/hostile/{35-idempotency,36-37-crowds,44-identical-reads}.test.ts",
  "tests/deploy/metrics.test.ts",
];
const ofSqlite = "tests/store/sqlite/**";
const ofNone = "tests/store/{name-key,sealing,change-feed}.test.ts";
// The order of changes is another on each engine: tests/postgres/changes.test.ts has that of PostgreSQL.
const ofOneWriter = "tests/store/changes.test.ts";
const ofPostgres = "tests/postgres/**/*.test.ts";
export default defineConfig({
  test: {
    sequence: { shuffle: true },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is measured after garbage was collected tells what was kept.
    execArgv: ["--expose-gc"],
    projects: [
      {
        extends: true,
        test: {
          name: "sqlite",
          provide: { engine: "sqlite", postgres: "" },
          include: ["tests/**/*.test.ts"],
          exclude: [ofPostgres],
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          provide: { engine: "postgres" },
          globalSetup: "tests/support/postgres-setup.ts",
          include: [...onBothEngines, ofPostgres],
          exclude: [ofSqlite, ofNone, ofOneWriter],
        },
      },
    ],
  },
});
