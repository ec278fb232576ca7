import { byteLengthOf } from "../code-points.ts";
import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const bitLength = scalar({
  name: "bit_length",
  summary: "How many bits a text has in UTF-8.",
  params: [{ name: "string", types: STRING }],
  result: "integer",
  evaluate: ([text]) => 8 * byteLengthOf(text as string),
  examples: [{ query: 'BIT_LENGTH("é")', result: 16, type: "integer" }],
});
