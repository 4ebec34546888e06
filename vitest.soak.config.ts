import { defineConfig } from "vitest/config";

const hourMilliseconds = 60 * 60 * 1000;

/** The long forms of tests: one after the other, each with the machine to itself. */
export default defineConfig({
  test: {
    provide: { engine: "sqlite", postgres: "" },
    include: ["tests/**/*.soak.ts"],
    fileParallelism: false,
    testTimeout: hourMilliseconds,
    hookTimeout: 30_000,
  },
});
