import { lengthOf } from "../code-points.ts";
import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const length = scalar({
  name: "length",
  summary: "How many characters (code points) a text has.",
  params: [{ name: "string", types: STRING }],
  result: "integer",
  evaluate: ([text]) => lengthOf(text as string),
  examples: [
    { query: 'LENGTH("hello")', result: 5, type: "integer" },
    { query: 'LENGTH("🔥é")', result: 2, type: "integer" },
    { query: 'LENGTH("")', result: 0, type: "integer" },
  ],
});
