import { defineConfig } from "vitest/config";

// Threads without isolation: measured 5-10 × faster than forks on many small files. Test files must leave no global state behind.
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "tests/**/*.test.ts", "scripts/**/*.test.ts", "bench/**/*.test.ts"],
    // Slow, and needs a built package: `npm run test:pack`.
    exclude: ["tests/pack/**", "node_modules/**"],
    globalSetup: ["tests/support/announce-shared.ts"],
    pool: "threads",
    isolate: false,
    reporters: process.env["CI"] === "true" ? ["dot", "json"] : ["dot"],
    outputFile: { json: "node_modules/.cache/vitest/results.json" },
    // A bound against hanging, not a speed test: machines differ, and some tests start processes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
