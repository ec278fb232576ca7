import { pointsOf } from "./comparison.ts";

const STAR = -1;
const ONE = -2;

/** A pattern's character as a code point, or a mark for `*` or `?`. */
type PatternSymbol = number;

export const fitsWildcard = (pattern: string, text: string): boolean => fitsSymbols(symbolsOf(pattern), pointsOf(text));

/** Whether the pattern fits the whole text, by filling the table of «pattern up to i fits text up to j». */
export function fitsSymbols(symbols: readonly PatternSymbol[], points: readonly number[]): boolean {
  let row = points.map(() => false);
  row.unshift(true);
  for (const symbol of symbols) {
    const next = [symbol === STAR && row[0] === true];
    for (let j = 1; j <= points.length; j++) {
      if (symbol === STAR) next.push(row[j] === true || next[j - 1] === true);
      else next.push(row[j - 1] === true && (symbol === ONE || symbol === points[j - 1]));
    }
    if (!next.includes(true)) return false;
    row = next;
  }
  return row[points.length] === true;
}

/** The pattern's characters as code points, `*` and `?` as marks. */
export function symbolsOf(pattern: string): readonly PatternSymbol[] {
  const points = pointsOf(pattern);
  const symbols: PatternSymbol[] = [];
  for (let i = 0; i < points.length; i++) {
    const point = points[i] as number;
    const escaped = point === 0x5c ? points[i + 1] : undefined;
    if (escaped !== undefined) {
      symbols.push(escaped);
      i++;
    } else symbols.push(point === 0x2a ? STAR : point === 0x3f ? ONE : point);
  }
  return symbols;
}
