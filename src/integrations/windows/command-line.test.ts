import { expect, test } from "vitest";
import { splitArguments, splitKeepingQuotes } from "./command-line.ts";

test.each([
  ['"C:\\Windows\\system32\\notepad.exe" ', ["C:\\Windows\\system32\\notepad.exe"]],
  ['a "b c" d', ["a", "b c", "d"]],
  ['a\\\\b "c\\\\" d', ["a\\\\b", "c\\", "d"]],
  ['\\"a\\" b', ['"a"', "b"]],
  ['"a \\"b\\" c"', ['a "b" c']],
  ['"a""b" c', ['a"b', "c"]],
  ['pre"fix mid"post', ["prefix midpost"]],
  ['"" x', ["", "x"]],
  ["a\tb", ["a", "b"]],
  ["", []],
  ["   ", []],
  ['"open', ["open"]],
])("%s, as the C runtime splits it", (line, args) => expect(splitArguments(line)).toEqual(args));

test.each([
  ['"C:\\Program Files\\x.exe" -a "b c"', ['"C:\\Program Files\\x.exe"', "-a", '"b c"']],
  ["a  b ", ["a", "b"]],
  ["", []],
])("%s, with its quotes", (line, args) => expect(splitKeepingQuotes(line)).toEqual(args));
