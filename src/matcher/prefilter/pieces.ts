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
  segments.forEach((segment, i) => {
    const [opens, closes] = [i === 0, i === segments.length - 1];
    runs.push(...runsOf([...(opens ? [BEGIN] : []), ...segment, ...(closes ? [END] : [])]));
  });
  return longEnough(runs);
}

export const piecesOfPrefix = (text: string): Pieces => longEnough([BEGIN + foldAscii(text)]);

/** One list for each alternative at the top of the expression. */
export function piecesOfRegexp(expression: Regexp): readonly Pieces[] {
  if (expression.kind === "either") return expression.items.flatMap(piecesOfRegexp);
  return [longEnough(runsOf([BEGIN, ...atomsOf(expression), END]))];
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

function runsOf(atoms: readonly Atom[]): string[] {
  const runs = [""];
  for (const atom of atoms) {
    if (typeof atom === "string") runs[runs.length - 1] += foldAscii(atom);
    else runs.push("");
  }
  return runs;
}

const longEnough = (runs: readonly string[]): Pieces => runs.filter((run) => run.length >= GRAM);
