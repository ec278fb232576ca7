import { parseRegexp } from "../../../patterns/regexp.ts";
import { compileRegexps } from "../../../patterns/regexps.ts";
import { textMatch } from "../text-match.ts";

export const rlike = textMatch({
  name: "rlike",
  summary: "Whether one of the Lucene regular expressions fits the whole text.",
  check: (pattern) => parseRegexp(pattern).error?.message,
  compile: (patterns) => compileRegexps(patterns, false),
  fitsAll: (pattern) => pattern === ".*" || pattern === "@",
  examples: [
    { query: '"foobar" rlike "foo.*"', result: true, type: "boolean" },
    { query: '"foobar" rlike "foo"', result: false, type: "boolean", note: "anchored at both ends" },
    { query: '"foo ( bar" rlike """foo \\( bar"""', result: true, type: "boolean" },
    { query: '"42" rlike ("[a-z]+", "<1-99>")', result: true, type: "boolean" },
  ],
});
