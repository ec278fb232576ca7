import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";
import { trimText } from "../white-space.ts";

export const ltrim = scalar({
  name: "ltrim",
  summary: "The text without white space at its start.",
  params: [{ name: "string", types: STRING }],
  result: "keyword",
  evaluate: ([text]) => trimText(text as string, true, false),
  examples: [{ query: 'LTRIM("  some text ")', result: "some text ", type: "keyword" }],
});
