/** Thrown and caught inside the plain reader: the text is left to the full parser. */
export const NOT_PLAIN = new Error("not plain TOML");

export function notPlain(): never {
  throw NOT_PLAIN;
}

// biome-ignore format: table
export const CHAR = {
  tab: 0x09, lf: 0x0a, cr: 0x0d, space: 0x20, quote: 0x22, hash: 0x23, apostrophe: 0x27, comma: 0x2c, dot: 0x2e, equals: 0x3d,
  open: 0x5b, backslash: 0x5c, close: 0x5d, f: 0x66, t: 0x74, openTable: 0x7b, closeTable: 0x7d,
} as const;

/** What no TOML may hold outside of escapes, and CR, which may stand before LF alone. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0b-\x1f\x7f]/;
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/;
const QUOTED_KEY = /"[^"\\\n]*"|'[^'\n]*'/y;
/** Neither dates nor other bases nor digits in groups, which begin alike and end elsewhere. */
const NUMBER = /[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![^\s,\]}#])/y;
const WORD = /(?:true|false)(?![^\s,\]}#])/y;
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([btnfr"\\])|[ \t]*\r?\n[ \t\r\n]*|)/g;
const ESCAPED: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", '"': '"', "\\": "\\" };

/** A TOML text and how far it has been read. Whatever is not written as people write it throws {@link NOT_PLAIN}. */
export class TomlText {
  at = 0;
  readonly text: string;

  constructor(text: string) {
    if (CONTROL.test(text) && FORBIDDEN.test(text)) notPlain();
    this.text = text;
  }

  /** The character that is next; NaN at the end of the text. */
  get next(): number {
    return this.text.charCodeAt(this.at);
  }

  blanks(): void {
    while (isBlank(this.next)) this.at++;
  }

  /** Over blanks, lines and comments to the next thing that is said; false at the end of the text. */
  gap(): boolean {
    for (;;) {
      const { next } = this;
      if (next === CHAR.hash) this.#comment();
      else if (isBlank(next) || next === CHAR.lf || next === CHAR.cr) this.at++;
      else return !Number.isNaN(next);
    }
  }

  /** Nothing but a comment may stand before the end of the line. */
  lineEnd(): void {
    this.blanks();
    if (this.next === CHAR.hash) this.#comment();
    if (this.take(CHAR.lf) || Number.isNaN(this.next)) return;
    this.expect(CHAR.cr);
    this.expect(CHAR.lf);
  }

  #comment(): void {
    const end = this.text.indexOf("\n", this.at);
    this.at = end === -1 ? this.text.length : end;
  }

  /** Steps over the character if it is next. */
  take(char: number): boolean {
    if (this.next !== char) return false;
    this.at++;
    return true;
  }

  expect(char: number): void {
    if (!this.take(char)) notPlain();
  }

  /** A part of a key, bare or in quotes without escapes. */
  key(): string {
    const { text, at: begin } = this;
    const quoted = this.next === CHAR.quote || this.next === CHAR.apostrophe;
    if (quoted) this.#match(QUOTED_KEY);
    else while (isBare(this.next)) this.at++;
    const key = quoted ? text.slice(begin + 1, this.at - 1) : text.slice(begin, this.at);
    return this.at === begin || key === "__proto__" ? notPlain() : key;
  }

  /** Steps over an expression; gives where it ends. */
  #match(what: RegExp): number {
    what.lastIndex = this.at;
    if (!what.test(this.text)) notPlain();
    return (this.at = what.lastIndex);
  }

  /** A text, a number, `true` or `false`. */
  scalar(): string | number | boolean {
    const { text, at } = this;
    const { next } = this;
    if (next === CHAR.quote) return text.startsWith('"""', at) ? this.#lines('"""', true) : this.#line(next, true);
    if (next === CHAR.apostrophe) return text.startsWith("'''", at) ? this.#lines("'''", false) : this.#line(next, false);
    if (next === CHAR.t || next === CHAR.f) return this.#match(WORD) - at === 4;
    const written = text.slice(at, this.#match(NUMBER));
    const number = Number(written);
    if (/^[+-]?[0-9]+$/.test(written) && !Number.isSafeInteger(number)) notPlain();
    return number === 0 ? 0 : number;
  }

  #line(quote: number, escapes: boolean): string {
    const { text } = this;
    const begin = this.at + 1;
    let escaped = false;
    let end = begin;
    for (let char = text.charCodeAt(end); char !== quote; char = text.charCodeAt(++end)) {
      if (Number.isNaN(char) || char === CHAR.lf) notPlain();
      if (char !== CHAR.backslash || !escapes) continue;
      escaped = true;
      if (text.charCodeAt(++end) === CHAR.lf) notPlain();
    }
    this.at = end + 1;
    const raw = text.slice(begin, end);
    return escaped ? unescape(raw) : raw;
  }

  /** Text of several lines; up to two quotes before the closing ones belong to it. */
  #lines(quotes: string, escapes: boolean): string {
    const { text } = this;
    let begin = this.at + 3;
    if (text.charCodeAt(begin) === CHAR.cr) begin++;
    if (text.charCodeAt(begin) === CHAR.lf) begin++;
    let end = text.indexOf(quotes, begin);
    if (escapes) while (end !== -1 && isEscaped(text, end, begin)) end = text.indexOf(quotes, end + 1);
    if (end === -1) notPlain();
    for (let more = 0; more < 2 && text.startsWith(quotes, end + 1); more++) end++;
    this.at = end + 3;
    const raw = text.slice(begin, end);
    const lines = raw.includes("\r") ? raw.replaceAll("\r\n", "\n") : raw;
    return escapes && lines.includes("\\") ? unescape(lines) : lines;
  }
}

const isBlank = (char: number): boolean => char === CHAR.space || char === CHAR.tab;

/** `A` to `Z`, `a` to `z`, digits, `_` and `-`. */
const isBare = (char: number): boolean =>
  (char >= 0x61 && char <= 0x7a) || char === 0x5f || (char >= 0x41 && char <= 0x5a) || (char >= 0x30 && char <= 0x39) || char === 0x2d;

/** Behind an odd number of backslashes. */
function isEscaped(text: string, at: number, begin: number): boolean {
  let first = at;
  while (first > begin && text[first - 1] === "\\") first--;
  return (at - first) % 2 === 1;
}

const unescape = (raw: string): string =>
  raw.replace(ESCAPE, (whole, short: string | undefined, long: string | undefined, named: string | undefined) => {
    if (named !== undefined) return ESCAPED[named] as string;
    const digits = short ?? long;
    if (digits === undefined) return whole.length > 1 ? "" : notPlain();
    const point = Number.parseInt(digits, 16);
    return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? notPlain() : String.fromCodePoint(point);
  });
