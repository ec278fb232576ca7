import { foldAscii } from "../../event/fold.ts";
import type { CharacterSet, Regexp, RepeatedRegexp } from "../../patterns/regexp.ts";
import type { Atom, Segments } from "../../patterns/wildcard-pattern.ts";

/** Any run of characters. */
const STAR = "star";
type Part = number | typeof STAR | { readonly text: string };

/** Repetitions that are written out. */
const MOST_REPEATED = 16;
/** Ways to fit that are told apart within an expression. */
const MOST_WAYS = 48;
const LAST_ASCII = 0x7f;

/** One way to fit. */
type Way = readonly Part[];
const ANY: readonly Way[] = [[STAR]];

/**
 * Wildcard patterns over texts in lower case of which one fits wherever the regular expression fits a text that is all
 * ASCII. They may fit other texts as well.
 */
export function loosen(expression: Regexp): readonly Segments[] {
  return expression.kind === "either" ? expression.items.flatMap(loosen) : waysOf(expression).map(segmentsOf);
}

/** None: it fits no text that is ASCII. */
function waysOf(item: Regexp): readonly Way[] {
  switch (item.kind) {
    case "nothing":
      return [];
    case "set":
      return character(item);
    case "sequence":
      return item.items.map(waysOf).reduce(inTurn, [[]]);
    case "either":
      return few(item.items.flatMap(waysOf));
    case "repeat":
      return repeated(item);
    default:
      return ANY;
  }
}

const few = (ways: readonly Way[]): readonly Way[] => (ways.length > MOST_WAYS ? ANY : ways);

function inTurn(before: readonly Way[], after: readonly Way[]): readonly Way[] {
  const next = before.length * after.length > MOST_WAYS ? ANY : after;
  return before.flatMap((way) => next.map((more) => [...way, ...more]));
}

function character({ ranges, negated }: CharacterSet): readonly Way[] {
  if (negated) return [[1]];
  const inAscii = ranges.filter(({ from }) => from <= LAST_ASCII);
  if (inAscii.length === 0) return [];
  const folded = new Set(inAscii.map(({ from, to }) => (from === to ? foldAscii(String.fromCodePoint(from)) : undefined)));
  const [only] = folded;
  return folded.size === 1 && only !== undefined ? [[{ text: only }]] : [[1]];
}

/** Of several ways the first repetition is told, and anything may follow. */
function repeated({ item, min, max }: RepeatedRegexp): readonly Way[] {
  if (min === 0) return ANY;
  const ways = waysOf(item);
  const [only] = ways;
  if (!only || (min === 1 && max === 1)) return ways;
  if (ways.length > 1) return ways.map((way) => [...way, STAR]);
  const times = Math.min(min, MOST_REPEATED);
  const parts = Array.from({ length: times }, () => only).flat();
  return [max === times ? parts : [...parts, STAR]];
}

function segmentsOf(parts: Way): Segments {
  const segments: Atom[][] = [[]];
  for (const part of parts) {
    if (part === STAR) segments.push([]);
    else add(segments.at(-1) as Atom[], typeof part === "object" ? part.text : part);
  }
  return segments.filter((segment, i) => segment.length > 0 || i === 0 || i === segments.length - 1);
}

function add(segment: Atom[], atom: Atom): void {
  const last = segment.at(-1);
  if (typeof last === "string" && typeof atom === "string") segment[segment.length - 1] = last + atom;
  else if (typeof last === "number" && typeof atom === "number") segment[segment.length - 1] = last + atom;
  else segment.push(atom);
}
