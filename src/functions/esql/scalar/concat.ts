import { isTooLong, MAX_TEXT_BYTES } from "../code-points.ts";
import { scalar } from "../define.ts";
import { CLIENT, fail } from "../exceptions.ts";
import { STRING } from "../type-sets.ts";

export const concat = scalar({
  name: "concat",
  summary: "The texts one after the other. Past 1 MB null with a warning.",
  params: [
    { name: "string1", types: STRING },
    { name: "string2", types: STRING, variadic: true },
  ],
  result: "keyword",
  evaluate: (texts, context) => {
    const text = texts.join("");
    return isTooLong(text) ? fail(context, CLIENT, `concatenating more than [${MAX_TEXT_BYTES}] bytes is not supported`) : text;
  },
  examples: [
    { query: 'CONCAT("a", "-", "b")', result: "a-b", type: "keyword" },
    { query: 'CONCAT("a", null)', result: null, type: "keyword" },
  ],
});
