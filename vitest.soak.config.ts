import { defineConfig } from "vitest/config";
import { findPostgres } from "./tests/support/postgres-programs.ts";

const hourMilliseconds = 60 * 60 * 1000;

const found = await findPostgres();

/** The long forms of tests: one after the other, each with the machine to itself. */
export default defineConfig({
  test: {
    provide: { engine: "sqlite", postgres: "", postgresPrograms: "programs" in found ? found.programs : undefined },
    include: ["tests/**/*.soak.ts"],
    fileParallelism: false,
    testTimeout: hourMilliseconds,
    hookTimeout: 30_000,
  },
});
