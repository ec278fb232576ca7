import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

/** Characters with an escape of their own. Elasticsearch writes every escape with two backslashes. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["\n", "\\\\n"],
  ["\r", "\\\\r"],
  ["\t", "\\\\t"],
  ["\b", "\\\\b"],
  ["\f", "\\\\f"],
  ["\\", "\\\\\\\\"],
  ["'", "\\\\'"],
  ['"', '\\\\"'],
]);

function escape(character: string): string {
  const named = NAMED.get(character);
  if (named !== undefined) return named;
  const point = character.codePointAt(0) as number;
  if (point >= 0x20 && point < 0x7f) return character;
  const hex = point.toString(16);
  if (point < 0x100) return `\\\\x${hex.padStart(2, "0")}`;
  return point < 0x10000 ? `\\\\u${hex.padStart(4, "0")}` : `\\\\U${hex.padStart(8, "0")}`;
}

export const toAscii = scalar({
  name: "to_ascii",
  summary: "The text with an escape for every character that is not printable ASCII, and for quotes and backslashes.",
  params: [{ name: "string", types: STRING }],
  multi: "each",
  result: "keyword",
  evaluate: ([text]) => Array.from(text as string, escape).join(""),
  examples: [
    { query: 'TO_ASCII("plain ~")', result: "plain ~", type: "keyword" },
    { query: 'TO_ASCII("é🔥Ā")', result: "\\\\xe9\\\\U0001f525\\\\u0100", type: "keyword" },
    { query: 'TO_ASCII("a\\n\\"\\\\")', result: 'a\\\\n\\\\"\\\\\\\\', type: "keyword" },
    { query: 'TO_ASCII(["ü", "x"])', result: ["\\\\xfc", "x"], type: "keyword" },
    { query: "TO_ASCII(null)", result: null, type: "keyword" },
  ],
});
