import { lengthOf, offsetOf } from "../code-points.ts";
import { scalar } from "../define.ts";
import { INTEGER, STRING } from "../type-sets.ts";

export const locate = scalar({
  name: "locate",
  summary:
    "The position of a text in another, from 1; 0 where it is not in it. The search begins at the character `start` (negative counts from the end).",
  params: [
    { name: "string", types: STRING },
    { name: "substring", types: STRING },
    { name: "start", types: INTEGER, optional: true },
  ],
  result: "integer",
  evaluate: ([value, part, position = 0]) => {
    const [text, start] = [value as string, position as number];
    const skip = start > 0 ? start - 1 : start < 0 ? Math.max(0, lengthOf(text) + start) : 0;
    // Behind the end not even a text of nothing is found.
    if (part === "" && skip > lengthOf(text)) return 0;
    const at = text.indexOf(part as string, offsetOf(text, skip));
    return at === -1 ? 0 : 1 + lengthOf(text.slice(0, at));
  },
  examples: [
    { query: 'LOCATE("hello", "ll")', result: 3, type: "integer" },
    { query: 'LOCATE("hello", "xx")', result: 0, type: "integer" },
    { query: 'LOCATE("hello", "l", 4)', result: 4, type: "integer" },
    { query: 'LOCATE("hello", "ll", 10)', result: 0, type: "integer" },
    { query: 'LOCATE("🔥hi", "h")', result: 2, type: "integer" },
    { query: 'LOCATE("hi", "", 3)', result: 3, type: "integer" },
    { query: 'LOCATE("🔥🔥", "", 4)', result: 0, type: "integer" },
    { query: 'LOCATE("hello", "l", -1)', result: 0, type: "integer" },
  ],
});
