import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    sequence: { shuffle: true },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is measured after garbage was collected tells what was kept.
    execArgv: ["--expose-gc"],
  },
});
