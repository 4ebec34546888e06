import { defineConfig } from "vitest/config";

/** What takes too long for every run: `npm run test:soak`. */
export default defineConfig({
  test: {
    include: ["tests/soak/**/*.test.ts"],
    provide: { engine: "sqlite", postgres: "" },
    fileParallelism: false,
  },
});
