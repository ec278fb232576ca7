import { byteLengthOf } from "../code-points.ts";
import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const byteLength = scalar({
  name: "byte_length",
  summary: "How many bytes a text has in UTF-8.",
  params: [{ name: "string", types: STRING }],
  result: "integer",
  evaluate: ([text]) => byteLengthOf(text as string),
  examples: [
    { query: 'BYTE_LENGTH("é")', result: 2, type: "integer" },
    { query: 'BYTE_LENGTH("🔥a")', result: 5, type: "integer" },
  ],
});
