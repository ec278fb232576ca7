import { foldAscii } from "../../event/fold.ts";
import type { CharacterSet, Regexp } from "../../patterns/regexp.ts";
import type { Atom, Segments } from "../../patterns/wildcard-pattern.ts";

/** How many characters of a text are looked up at once. */
export const GRAM = 4;
/** Stand before and after every text, so that a pattern's fixed ends can be told from its inside. */
export const BEGIN = "\u0002";
export const END = "\u0003";

/**
 * The runs of fixed characters of a pattern, in lower case, long enough to be looked up: a text that the pattern fits
 * has every one of them. None: nothing can be said.
 */
export type Pieces = readonly string[];

export function piecesOfWildcard(segments: Segments): Pieces {
  const runs: string[] = [];
  const last = segments.length - 1;
  segments.forEach((segment, i) => addRuns(runs, segment, i === 0 ? BEGIN : "", i === last ? END : ""));
  return longEnough(runs);
}

export const piecesOfPrefix = (text: string): Pieces => longEnough([BEGIN + text]);

/** One list for each alternative at the top of the expression. */
export function piecesOfRegexp(expression: Regexp): readonly Pieces[] {
  if (expression.kind === "either") return expression.items.flatMap(piecesOfRegexp);
  const runs: string[] = [];
  addRuns(runs, atomsOf(expression), BEGIN, END);
  return [longEnough(runs)];
}

/** The atoms of a row of characters; whatever else the row has breaks it. */
function atomsOf(item: Regexp): readonly Atom[] {
  if (item.kind === "sequence") return item.items.flatMap(atomsOf);
  return [(item.kind === "set" && fixedCharacter(item)) || 1];
}

/** The character that a class stands for: it alone, or it in both cases. */
function fixedCharacter({ ranges, negated }: CharacterSet): string | undefined {
  if (negated || ranges.some(({ from, to }) => from !== to)) return undefined;
  const characters = new Set(ranges.map(({ from }) => foldAscii(String.fromCodePoint(from))));
  return characters.size === 1 ? [...characters][0] : undefined;
}

/** @param begin stands before the first atom, `end` behind the last */
function addRuns(runs: string[], atoms: readonly Atom[], begin: string, end: string): void {
  let run = begin;
  for (const atom of atoms) {
    if (typeof atom === "string") run += atom;
    else {
      runs.push(run);
      run = "";
    }
  }
  runs.push(run + end);
}

const longEnough = (runs: readonly string[]): Pieces => runs.map(foldAscii).filter((run) => run.length >= GRAM);
