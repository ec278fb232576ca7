const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
/** From so many characters on the machine's own look at a whole text pays; all are ASCII where each is one byte of UTF-8. */
const LONG = 256;

/**
 * `text` with A–Z, and nothing else, in lower case: how Lucene's case-insensitive term, wildcard and regexp queries
 * compare (`É` and `é` stay different). Returns the same string where there is nothing to fold.
 */
export function foldAscii(text: string): string {
  if (text.length >= LONG) return Buffer.byteLength(text) === text.length ? text.toLowerCase() : foldMixed(text);
  let upper = false;
  let ascii = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) ascii = false;
    else if (unit >= UPPER_A && unit <= UPPER_Z) upper = true;
  }
  if (!upper) return text;
  return ascii ? text.toLowerCase() : foldMixed(text);
}

function foldMixed(text: string): string {
  let folded = "";
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < UPPER_A || unit > UPPER_Z) continue;
    folded += text.slice(copied, i) + String.fromCharCode(unit + 0x20);
    copied = i + 1;
  }
  return copied === 0 ? text : folded + text.slice(copied);
}
