import { setTest } from "../set-test.ts";

export const mvContains = setTest({
  name: "mv_contains",
  summary: "Whether every value of the second argument is among those of the first. Null is a set without values.",
  params: ["superset", "subset"],
  test: (known, asked) => asked.every((value) => known.has(value)),
  examples: [
    { query: 'MV_CONTAINS(["a", "b", "c"], "a")', result: true, type: "boolean" },
    { query: 'MV_CONTAINS("a", ["a", "b"])', result: false, type: "boolean" },
    { query: 'MV_CONTAINS(null, "a")', result: false, type: "boolean" },
    { query: 'MV_CONTAINS("a", null)', result: true, type: "boolean" },
  ],
});
