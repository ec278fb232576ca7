import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const toLower = scalar({
  name: "to_lower",
  summary: "The text in lower case.",
  params: [{ name: "string", types: STRING }],
  multi: "each",
  result: "keyword",
  evaluate: ([text]) => (text as string).toLowerCase(),
  examples: [{ query: 'TO_LOWER(["Some", "ÉTÉ"])', result: ["some", "été"], type: "keyword" }],
});
