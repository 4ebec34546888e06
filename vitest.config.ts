import { defineConfig } from "vitest/config";

// What each engine has to do alike. The rest of the tests is about no engine, or about one of them only.
const onBothEngines = [
  "tests/store/**/*.test.ts",
  "tests/operations/{conditions,contacts,data,idempotency,list-users,users}.test.ts",
];
const ofSqlite = "tests/store/sqlite/**";
const ofNone = "tests/store/{name-key,sealing}.test.ts";
const ofPostgres = "tests/postgres/**/*.test.ts";
// They take long, and have a configuration of their own.
const soak = "tests/soak/**";

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "sqlite",
          provide: { engine: "sqlite", postgres: "" },
          include: ["tests/**/*.test.ts"],
          exclude: [ofPostgres, soak],
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          provide: { engine: "postgres" },
          globalSetup: "tests/support/postgres-setup.ts",
          include: [...onBothEngines, ofPostgres],
          exclude: [ofSqlite, ofNone],
        },
      },
    ],
  },
});
