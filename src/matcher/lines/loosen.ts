import { foldAscii } from "../../event/fold.ts";
import type { CharacterSet, Regexp, RepeatedRegexp } from "../../patterns/regexp.ts";
import type { Atom, Segments } from "../../patterns/wildcard-pattern.ts";

/** Any run of characters. */
const STAR = "star";
type Part = number | typeof STAR | { readonly text: string };

/** Repetitions that are written out. */
const MOST_REPEATED = 16;
const LAST_ASCII = 0x7f;

/**
 * Wildcard patterns over texts in lower case of which one fits wherever the regular expression fits a text that is all
 * ASCII. They may fit other texts as well.
 */
export function loosen(expression: Regexp): readonly Segments[] {
  if (expression.kind === "either") return expression.items.flatMap(loosen);
  const parts = partsOf(expression);
  return parts ? [segmentsOf(parts)] : [];
}

/** Undefined: it fits no text that is ASCII. */
function partsOf(item: Regexp): readonly Part[] | undefined {
  switch (item.kind) {
    case "nothing":
      return undefined;
    case "set":
      return character(item);
    case "sequence": {
      const parts = item.items.map(partsOf);
      return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
    }
    case "repeat":
      return repeated(item);
    default:
      return [STAR];
  }
}

function character({ ranges, negated }: CharacterSet): readonly Part[] | undefined {
  if (negated) return [1];
  const inAscii = ranges.filter(({ from }) => from <= LAST_ASCII);
  if (inAscii.length === 0) return undefined;
  const folded = new Set(inAscii.map(({ from, to }) => (from === to ? foldAscii(String.fromCodePoint(from)) : undefined)));
  const [only] = folded;
  return folded.size === 1 && only !== undefined ? [{ text: only }] : [1];
}

function repeated({ item, min, max }: RepeatedRegexp): readonly Part[] | undefined {
  if (min === 0) return [STAR];
  const once = partsOf(item);
  if (!once) return undefined;
  const times = Math.min(min, MOST_REPEATED);
  const parts = Array.from({ length: times }, () => once).flat();
  return max === times ? parts : [...parts, STAR];
}

function segmentsOf(parts: readonly Part[]): Segments {
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
