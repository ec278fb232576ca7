import { defineConfig } from "vitest/config";

// Builds and installs the package as its users get it: slow, and so not a part of `npm test`.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    reporters: process.env["CI"] === "true" ? ["default", "json"] : ["default"],
    outputFile: { json: "../../node_modules/.cache/vitest/pack.json" },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
