import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const toUpper = scalar({
  name: "to_upper",
  summary: "The text in upper case.",
  params: [{ name: "string", types: STRING }],
  multi: "each",
  result: "keyword",
  evaluate: ([text]) => (text as string).toUpperCase(),
  examples: [{ query: 'TO_UPPER(["Some", "été"])', result: ["SOME", "ÉTÉ"], type: "keyword" }],
});
