import { defineConfig } from "vitest/config";

const hourMilliseconds = 60 * 60 * 1000;

/** The long forms of hostile cases: one after the other, each with the machine to itself. */
export default defineConfig({
  test: {
    include: ["tests/hostile/*.soak.ts"],
    fileParallelism: false,
    testTimeout: hourMilliseconds,
    hookTimeout: 30_000,
  },
});
