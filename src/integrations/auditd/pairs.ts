/** A value as it stands, with its quotes. */
export type Pair = readonly [key: string, written: string];

interface Scan {
  readonly text: string;
  /** No such quote stands at or after this place: looked for once. */
  readonly noQuoteFrom: Map<string, number>;
}

/**
 * The `key=value` pairs of an audit record, in one pass. A key is letters, digits, `_` and `-` (with `brackets`, `[0]`
 * too); a value runs to the next blank or quote, or from quote to quote. What is no pair is passed over.
 */
export function* readPairs(text: string, brackets = false): Generator<Pair> {
  const scan: Scan = { text, noQuoteFrom: new Map() };
  let from = 0;
  for (let equals = text.indexOf("="); equals !== -1; equals = text.indexOf("=", Math.max(from, equals + 1))) {
    const start = keyStart(text, from, equals, brackets);
    if (start === equals) continue;
    const end = valueEnd(scan, equals + 1);
    if (end === equals + 1) continue;
    yield [text.slice(start, equals), text.slice(equals + 1, end)];
    from = end;
  }
}

function keyStart(text: string, from: number, equals: number, brackets: boolean): number {
  let start = equals;
  while (start > from && isKeyUnit(text.charCodeAt(start - 1), brackets)) start--;
  return start;
}

function isKeyUnit(unit: number, brackets: boolean): boolean {
  const isAlphanumeric = (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a);
  return isAlphanumeric || unit === 0x5f || unit === 0x2d || (brackets && (unit === 0x5b || unit === 0x5d));
}

/** The place after the value that begins at `from`, or `from` where there is none. */
function valueEnd(scan: Scan, from: number): number {
  const { text } = scan;
  const first = text[from];
  if (first === '"' || first === "'") return quotedEnd(scan, from, first);
  let end = from;
  while (end < text.length && !isValueEnd(text.charCodeAt(end))) end++;
  return end;
}

/** A blank, a control character (0x1D parts the raw from the interpreted fields) or a quote. */
const isValueEnd = (unit: number): boolean => unit <= 0x20 || unit === 0x22 || unit === 0x27;

function quotedEnd({ text, noQuoteFrom }: Scan, from: number, quote: string): number {
  if (from + 1 >= (noQuoteFrom.get(quote) ?? Number.POSITIVE_INFINITY)) return from;
  let end = text.indexOf(quote, from + 1);
  while (end !== -1 && text[end - 1] === "\\") end = text.indexOf(quote, end + 1);
  if (end !== -1) return end + 1;
  noQuoteFrom.set(quote, from + 1);
  return from;
}

/** Without the quotes and blanks around it. */
export function unquote(written: string): string {
  let from = 0;
  let to = written.length;
  while (from < to && isQuoteOrBlank(written[from])) from++;
  while (to > from && isQuoteOrBlank(written[to - 1])) to--;
  return written.slice(from, to);
}

const isQuoteOrBlank = (char: string | undefined): boolean => char === '"' || char === "'" || char === " ";
