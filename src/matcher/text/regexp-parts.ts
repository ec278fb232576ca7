import { parseRegexp } from "../../patterns/regexp.ts";
import { BEGIN, END, piecesOfRegexp } from "../prefilter/pieces.ts";

/** From so many characters on it pays to look for the fixed parts of expressions before their automaton reads a text. */
export const LONG_TEXT = 256;

/**
 * Whether a text, with ASCII letters in lower case, has the fixed parts of one of the regular expressions, without which
 * none fits it. Undefined: one of them has no such parts.
 */
export function compileParts(patterns: readonly string[]): ((folded: string) => boolean) | undefined {
  const ways = patterns.flatMap((pattern) => {
    const { ok } = parseRegexp(pattern);
    return ok ? piecesOfRegexp(ok) : [[]];
  });
  if (ways.some((pieces) => pieces.length === 0)) return undefined;
  const tests = ways.map((pieces) => pieces.map(partTest));
  return (folded) => tests.some((parts) => parts.every((has) => has(folded)));
}

function partTest(piece: string): (folded: string) => boolean {
  const [opens, closes] = [piece.startsWith(BEGIN), piece.endsWith(END)];
  const part = piece.slice(opens ? BEGIN.length : 0, closes ? -END.length : undefined);
  if (opens && closes) return (folded) => folded === part;
  if (opens) return (folded) => folded.startsWith(part);
  return closes ? (folded) => folded.endsWith(part) : (folded) => folded.includes(part);
}
