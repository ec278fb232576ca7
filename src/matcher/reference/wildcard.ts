import { pointsOf } from "./comparison.ts";

const STAR = -1;
const ONE = -2;

/** Whether the pattern fits the whole text, by filling the table of «pattern up to i fits text up to j». */
export function fitsWildcard(pattern: string, text: string): boolean {
  const points = pointsOf(text);
  let row = points.map(() => false);
  row.unshift(true);
  for (const symbol of symbolsOf(pattern)) {
    const next = [symbol === STAR && row[0] === true];
    for (let j = 1; j <= points.length; j++) {
      if (symbol === STAR) next.push(row[j] === true || next[j - 1] === true);
      else next.push(row[j - 1] === true && (symbol === ONE || symbol === points[j - 1]));
    }
    row = next;
  }
  return row[points.length] === true;
}

/** The pattern's characters as code points, `*` and `?` as marks. */
function symbolsOf(pattern: string): number[] {
  const points = pointsOf(pattern);
  const symbols: number[] = [];
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
