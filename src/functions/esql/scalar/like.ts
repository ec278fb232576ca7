import { compileWildcards } from "../../../patterns/wildcard.ts";
import { textMatch } from "../text-match.ts";

/** A backslash may stand only before what it makes literal. */
function escapeFault(pattern: string): string | undefined {
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] !== "\\") continue;
    const next = pattern[++i];
    if (next === undefined) return "Invalid sequence - escape character is not followed by special wildcard char";
    if (!"*?\\".includes(next)) return `Invalid sequence - escape character is not followed by special wildcard char; found [\\${next}]`;
  }
  return undefined;
}

export const like = textMatch({
  name: "like",
  summary: "Whether one of the patterns fits the whole text: `*` is any run of characters, `?` one, `\\` makes the next one literal.",
  check: escapeFault,
  compile: compileWildcards,
  fitsAll: (pattern) => pattern !== "" && Array.from(pattern).every((character) => character === "*"),
  examples: [
    { query: '"foobar" like "foo*"', result: true, type: "boolean" },
    { query: '"foobar" like "foo?"', result: false, type: "boolean" },
    { query: '"foobar" like ("x*", "*bar")', result: true, type: "boolean" },
    { query: '"a*b" like "a\\\\*b"', result: true, type: "boolean" },
    { query: 'null like "a*"', result: null, type: "boolean" },
    { query: 'null like "*"', result: false, type: "boolean", note: "as IS NOT NULL" },
  ],
});
