/**
 * Text from events, rules or file names made inert for a terminal: C0 and C1 controls, DEL, line separators, lone
 * surrogates, and the characters that reorder or hide text (bidi controls, zero-width, tags) are written as `\u{…}`;
 * tab, line feed and carriage return as `\t`, `\n`, `\r`. What plain text looks like never changes.
 */
export const escapeText = (text: string): string => escapeBy(escapePoint, text);

/**
 * The same for JSON text: unsafe characters as JSON's own `\uXXXX`, so that every parser reads the same document.
 * JSON writers escape line breaks and other controls below U+0020 themselves; those between tokens are kept.
 */
export const escapeJsonText = (json: string): string => escapeBy(escapeUnits, json);

function escapeBy(escape: (point: number) => string, text: string): string {
  const first = firstOutsideAscii(text);
  if (first === text.length) return text;
  let out = "";
  let copied = 0;
  for (let i = first; i < text.length; ) {
    const point = text.codePointAt(i) as number;
    const width = point > 0xffff ? 2 : 1;
    if (point < 0x20 || (point > 0x7e && isUnsafe(point))) {
      out += text.slice(copied, i) + escape(point);
      copied = i + width;
    }
    i += width;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** Where the first character stands that is not plain ASCII; the length where there is none. */
function firstOutsideAscii(text: string): number {
  let i = 0;
  for (let unit = text.charCodeAt(0); unit >= 0x20 && unit <= 0x7e; unit = text.charCodeAt(i)) i++;
  return i;
}

/** Inclusive ranges of code points above 0x7e that a terminal may act on, or that hide or reorder text. */
const UNSAFE_RANGES: readonly (readonly [number, number])[] = [
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];

function isUnsafe(point: number): boolean {
  for (const [first, last] of UNSAFE_RANGES) {
    if (point < first) return false;
    if (point <= last) return true;
  }
  return false;
}

const SHORT: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r" };

function escapeUnits(point: number): string {
  if (point < 0x20) return String.fromCharCode(point);
  return String.fromCodePoint(point)
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

const escapePoint = (point: number): string => SHORT[point] ?? `\\u{${point.toString(16)}}`;
