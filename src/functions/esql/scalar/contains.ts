import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const contains = scalar({
  name: "contains",
  summary: "Whether a text has another inside.",
  params: [
    { name: "string", types: STRING },
    { name: "substring", types: STRING },
  ],
  result: "boolean",
  evaluate: ([text, part]) => (text as string).includes(part as string),
  examples: [
    { query: 'CONTAINS("hello", "ll")', result: true, type: "boolean" },
    { query: 'CONTAINS("hello", "")', result: true, type: "boolean" },
    { query: 'CONTAINS("hello", null)', result: null, type: "boolean" },
  ],
});
