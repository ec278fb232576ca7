const FAULT = "JavaRegexpFault";

/** What the pattern's author did wrong, on its way out of the parser. */
export const faultOf = (message: string): Error => Object.assign(new Error(message), { name: FAULT });

export const isPatternFault = (fault: unknown): fault is Error => fault instanceof Error && fault.name === FAULT;

/** A place in a pattern. */
export class Cursor {
  at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The next code point as text. */
  next(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw faultOf("Unexpected end of pattern");
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  peek(): string {
    return this.text[this.at] ?? "";
  }

  sees(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** The text up to `close`, which is passed. */
  until(close: string, missing: string): string {
    const end = this.text.indexOf(close, this.at);
    if (end === -1) throw faultOf(missing);
    const inner = this.text.slice(this.at, end);
    this.at = end + close.length;
    return inner;
  }

  /** Up to `most` characters of the alphabet. */
  run(alphabet: string, most: number): string {
    const start = this.at;
    while (this.at < this.text.length && this.at - start < most && alphabet.includes(this.text[this.at] as string)) this.at++;
    return this.text.slice(start, this.at);
  }
}
