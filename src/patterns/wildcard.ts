import { literalOf, literalText, parseWildcard, type Segments } from "./wildcard-pattern.ts";
import { compileExact, compileSegments } from "./wildcard-search.ts";

export type TextTest = (text: string) => boolean;

/**
 * Whether one of the patterns fits the whole text. Patterns of the forms `x`, `x*`, `*x` and `*x*`, nearly all that
 * rules have, cost one look-up or one search; for the rest see {@link compileSegments}.
 */
export function compileWildcards(patterns: readonly string[]): TextTest {
  const sorted: Sorted = { any: false, exact: [], starts: [], ends: [], inner: [], rest: [] };
  for (const segments of new Set(patterns).values().map(parseWildcard)) sort(segments, sorted);
  if (sorted.any) return () => true;
  const tests = [
    ...group(sorted.exact, exactTest),
    ...group(sorted.starts, startsTest),
    ...group(sorted.ends, endsTest),
    ...group(sorted.inner, innerTest),
    ...sorted.rest,
  ];
  return anyTest(tests);
}

interface Sorted {
  any: boolean;
  readonly exact: string[];
  readonly starts: string[];
  readonly ends: string[];
  readonly inner: string[];
  readonly rest: TextTest[];
}

function sort(segments: Segments, into: Sorted): void {
  const [first = [], second = [], third = []] = segments;
  const exact = literalOf(segments);
  const [before, middle, after] = [literalText(first), literalText(second), literalText(third)];
  if (exact !== undefined) into.exact.push(exact);
  else if (segments.length === 1) into.rest.push(compileExact(first));
  else if (segments.length === 2 && before === "" && middle === "") into.any = true;
  else if (segments.length === 2 && before !== undefined && middle === "") into.starts.push(before);
  else if (segments.length === 2 && before === "" && middle !== undefined) into.ends.push(middle);
  else if (segments.length === 3 && before === "" && middle !== undefined && after === "") into.inner.push(middle);
  else into.rest.push(compileSegments(segments));
}

const group = (texts: readonly string[], compile: (texts: readonly string[]) => TextTest): TextTest[] =>
  texts.length === 0 ? [] : [compile(texts)];

export function anyTest(tests: readonly TextTest[]): TextTest {
  const [first, second] = tests;
  if (!first) return () => false;
  if (!second) return first;
  if (tests.length === 2) return (text) => first(text) || second(text);
  return (text) => {
    for (const test of tests) if (test(text)) return true;
    return false;
  };
}

function exactTest(texts: readonly string[]): TextTest {
  const [only] = texts;
  if (texts.length === 1) return (text) => text === only;
  const set = new Set(texts);
  return (text) => set.has(text);
}

/** By the first unit: most texts begin with none of the heads. */
function startsTest(heads: readonly string[]): TextTest {
  const [only] = heads;
  if (only !== undefined && heads.length === 1) return (text) => text.startsWith(only);
  const table = Map.groupBy(heads, (head) => head.charCodeAt(0));
  return (text) => {
    const candidates = table.get(text.charCodeAt(0));
    if (candidates) for (const head of candidates) if (text.startsWith(head)) return true;
    return false;
  };
}

/** By the last unit. */
function endsTest(tails: readonly string[]): TextTest {
  const [only] = tails;
  if (only !== undefined && tails.length === 1) return (text) => text.endsWith(only);
  const table = Map.groupBy(tails, (tail) => tail.charCodeAt(tail.length - 1));
  return (text) => {
    const candidates = table.get(text.charCodeAt(text.length - 1));
    if (candidates) for (const tail of candidates) if (text.endsWith(tail)) return true;
    return false;
  };
}

function innerTest(parts: readonly string[]): TextTest {
  return anyTest(parts.map((part) => (text) => text.includes(part)));
}
