import { offsetOf } from "../code-points.ts";
import { scalar } from "../define.ts";
import { INTEGER, STRING } from "../type-sets.ts";

export const left = scalar({
  name: "left",
  summary: "The first characters of a text.",
  params: [
    { name: "string", types: STRING },
    { name: "length", types: INTEGER },
  ],
  result: "keyword",
  evaluate: ([text, length]) => (text as string).slice(0, offsetOf(text as string, length as number)),
  examples: [
    { query: 'LEFT("Facello", 3)', result: "Fac", type: "keyword" },
    { query: 'LEFT("ab", 9)', result: "ab", type: "keyword" },
    { query: 'LEFT("ab", -1)', result: "", type: "keyword" },
  ],
});
