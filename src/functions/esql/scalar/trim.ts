import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";
import { trimText } from "../white-space.ts";

export const trim = scalar({
  name: "trim",
  summary: "The text without white space at both ends.",
  params: [{ name: "string", types: STRING }],
  result: "keyword",
  evaluate: ([text]) => trimText(text as string, true, true),
  examples: [{ query: 'TRIM("  some text\\t ")', result: "some text", type: "keyword" }],
});
