/** Java's `Character.isWhitespace`: Unicode's separators but for the no-break spaces, and tab to carriage return, FS to US. */
function isWhiteSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  if (unit < 0x1680) return false;
  return unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a && unit !== 0x2007) || OTHERS.has(unit);
}

const OTHERS: ReadonlySet<number> = new Set([0x2028, 0x2029, 0x205f, 0x3000]);

/** The text without white space at the chosen ends. */
export function trimText(text: string, start: boolean, end: boolean): string {
  let from = 0;
  let to = text.length;
  if (start) while (from < to && isWhiteSpace(text.charCodeAt(from))) from++;
  if (end) while (to > from && isWhiteSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}
