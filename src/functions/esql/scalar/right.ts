import { lengthOf, offsetOf } from "../code-points.ts";
import { scalar } from "../define.ts";
import { INTEGER, STRING } from "../type-sets.ts";

export const right = scalar({
  name: "right",
  summary: "The last characters of a text.",
  params: [
    { name: "string", types: STRING },
    { name: "length", types: INTEGER },
  ],
  result: "keyword",
  evaluate: ([value, length]) => {
    const text = value as string;
    return text.slice(offsetOf(text, Math.max(0, lengthOf(text) - Math.max(0, length as number))));
  },
  examples: [
    { query: 'RIGHT("Awdeh", 3)', result: "deh", type: "keyword" },
    { query: 'RIGHT("ab", 9)', result: "ab", type: "keyword" },
    { query: 'RIGHT("ab", 0)', result: "", type: "keyword" },
  ],
});
