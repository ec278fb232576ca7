import { scalar } from "../define.ts";
import { BOOLEAN } from "../type-sets.ts";

export const not = scalar({
  name: "not",
  summary: "The opposite; of null null.",
  params: [{ name: "value", types: BOOLEAN }],
  result: "boolean",
  evaluate: ([value]) => value !== true,
  examples: [
    { query: "not true", result: false, type: "boolean" },
    { query: "not null", result: null, type: "boolean" },
  ],
});
