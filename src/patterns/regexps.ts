import { parseRegexp } from "./regexp.ts";
import { Dfa } from "./automaton/dfa.ts";

/** Undefined: the expression was given up on this text. */
export type RegexpTest = (text: string) => boolean | undefined;

/**
 * Whether one of the Lucene regular expressions fits the whole text; one automaton for all of them.
 * @throws on an expression that `parseRegexp` refuses, which lowering has to report
 */
export function compileRegexps(patterns: readonly string[], fold: boolean): RegexpTest {
  const parsed = patterns.map((pattern) => {
    const { ok, error } = parseRegexp(pattern);
    if (!ok) throw new Error(`a plan holds a faulty regular expression: ${error.message}`);
    return ok;
  });
  const automaton = new Dfa(parsed, fold);
  return (text) => automaton.test(text);
}

/**
 * A pattern in lower case, for a field with the lowercase normalizer; what stands behind a backslash stays, so that
 * `\W` keeps its meaning.
 */
export const lowerPattern = (pattern: string): string =>
  pattern.replace(/\\.|[^\\]+/gsu, (part) => (part.startsWith("\\") ? part : part.toLowerCase()));
