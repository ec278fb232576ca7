import fc from "fast-check";
import { expect, test } from "vitest";
import { foldAscii } from "../../event/fold.ts";
import { compileRegexps } from "../../patterns/regexps.ts";
import { compileParts } from "./regexp-parts.ts";

const PATTERNS = [
  ".*Power(s|z)hell.*",
  "cmd\\.exe .*",
  ".*\\.ps1",
  "(net|sc) start|.*stop",
  "[Ww]scr[Ii]pt.*",
  "exact",
  ".*é[0-9]+.*long.*",
];
const PIECES = ["Powershell", "powerzhell", "cmd.exe ", ".ps1", "sc start", "stop", "wscript", "exact", "é7", "long", "x", "LONG"];

test.for([
  [[".*powershell.*"], "run powershell now", true],
  [[".*powershell.*"], "run bash now", false],
  [["begin.*", ".*ends"], "it ends", true],
  [["begin.*", ".*ends"], "begins not", true],
  [["begin.*", ".*ends"], "neither", false],
  [["exact"], "exactly", false],
] as const)("%j may fit %s: %s", ([patterns, text, may]) => expect(compileParts(patterns)?.(text)).toBe(may));

test("an expression without fixed parts leaves nothing to look for", () => expect(compileParts(["abcdef.*", "[a-z]+"])).toBeUndefined());

test("an expression that fits a text has its parts in it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...PATTERNS), fc.array(fc.constantFrom(...PIECES)), fc.boolean(), (pattern, pieces, fold) => {
      const text = pieces.join("");
      if (compileRegexps([pattern], fold)(text) === true) expect(compileParts([pattern])?.(foldAscii(text))).not.toBe(false);
    }),
    { numRuns: 2_000 },
  );
});
