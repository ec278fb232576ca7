import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";
import { trimText } from "../white-space.ts";

export const rtrim = scalar({
  name: "rtrim",
  summary: "The text without white space at its end.",
  params: [{ name: "string", types: STRING }],
  result: "keyword",
  evaluate: ([text]) => trimText(text as string, false, true),
  examples: [{ query: 'RTRIM("  some text ")', result: "  some text", type: "keyword" }],
});
