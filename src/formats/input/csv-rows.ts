/** Reads rows of separated values (RFC 4180), line by line: a quoted value may hold separators, quotes (doubled) and line breaks. */
export interface RowReader {
  /** The row that a line completes; undefined while a quoted value is open. */
  line(text: string): readonly string[] | undefined;
  /** A quoted value is open: the row is not complete. */
  isOpen(): boolean;
}

/** @param most characters of one row: one that is longer is given as it is, its last value unfinished */
export function createRowReader(separator: string, most: number): RowReader {
  let pending = "";
  let isPending = false;
  return {
    line(text) {
      const whole = isPending ? `${pending}\n${text}` : text;
      const row = splitRow(whole, separator);
      isPending = row === undefined && whole.length <= most;
      pending = isPending ? whole : "";
      return row ?? (isPending ? undefined : whole.split(separator));
    },
    isOpen: () => isPending,
  };
}

/** Undefined where a quoted value does not end. */
export function splitRow(text: string, separator: string): readonly string[] | undefined {
  const values: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(separator, at);
      values.push(text.slice(at, end === -1 ? text.length : end));
      if (end === -1) return values;
      at = end + 1;
      continue;
    }
    const close = closingQuote(text, at + 1);
    if (close === -1) return undefined;
    const next = text.indexOf(separator, close + 1);
    values.push(text.slice(at + 1, close).replaceAll('""', '"'));
    if (next === -1) return values;
    at = next + 1;
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
