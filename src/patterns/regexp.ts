/** A Lucene regular expression, parsed. Characters are code points. Plain JSON data. */
export type Regexp =
  | { readonly kind: "nothing" }
  | { readonly kind: "anything" }
  | CharacterSet
  | { readonly kind: "sequence"; readonly items: readonly Regexp[] }
  | { readonly kind: "either"; readonly items: readonly Regexp[] }
  | { readonly kind: "both"; readonly items: readonly Regexp[] }
  | { readonly kind: "complement"; readonly item: Regexp }
  | RepeatedRegexp
  | IntervalRegexp;

/** One character in (`negated`: outside) the inclusive ranges. `.` is the negation of no ranges. */
export interface CharacterSet {
  readonly kind: "set";
  readonly ranges: readonly CodeRange[];
  readonly negated: boolean;
}
export interface CodeRange {
  readonly from: number;
  readonly to: number;
}
/** `max` null: no upper bound. */
export interface RepeatedRegexp {
  readonly kind: "repeat";
  readonly item: Regexp;
  readonly min: number;
  readonly max: number | null;
}
/** `<from-to>`: a decimal number; with `digits` of exactly that many digits, else with any number of leading zeros. */
export interface IntervalRegexp {
  readonly kind: "interval";
  readonly from: number;
  readonly to: number;
  readonly digits: number;
}

/** `offset` is the UTF-16 offset into the pattern at which the fault was seen. */
export interface RegexpFault {
  readonly message: string;
  readonly offset: number;
}
export type ParsedRegexp = { readonly ok: Regexp; readonly error?: never } | { readonly error: RegexpFault; readonly ok?: never };

/** The most characters an expression may stand for once its repetitions are written out: what bounds `a{1000}{1000}`. */
export const MAX_REGEXP_POSITIONS = 10_000;
/** The longest expression: Elasticsearch's `index.max_regex_length`. It bounds what one character of a text can cost. */
export const MAX_REGEXP_LENGTH = 1_000;
/** How deep parentheses may nest. */
export const MAX_REGEXP_DEPTH = 200;
/** The largest number in a repetition or an interval: Java's int. */
const MAX_NUMBER = 2_147_483_647;
/** What an interval counts for among the positions: about the square of its digits. */
const INTERVAL_POSITIONS = 100;

/** As Lucene expands `\d`, `\w`, `\s`: ASCII only. */
const CLASSES: Readonly<Record<string, readonly CodeRange[]>> = {
  d: [{ from: 0x30, to: 0x39 }],
  w: [
    { from: 0x30, to: 0x39 },
    { from: 0x41, to: 0x5a },
    { from: 0x5f, to: 0x5f },
    { from: 0x61, to: 0x7a },
  ],
  s: [
    { from: 0x09, to: 0x0a },
    { from: 0x0d, to: 0x0d },
    { from: 0x20, to: 0x20 },
  ],
};
export const MAX_CODE_POINT = 0x10ffff;

/**
 * Parses the whole dialect of Lucene's RegExp with every optional operator on (`~ & # @ <n-m> "…"`), and with its
 * habits: an operator where an atom must stand is that character (`*a`, `|a`), `^` and `$` are characters, a
 * backslash makes any character literal but must not precede a letter other than `d D w W s S`.
 */
export function parseRegexp(pattern: string): ParsedRegexp {
  return new Parser(pattern).parse();
}

/** Recursive descent; every method leaves `at` behind what it read. After a fault `at` is the end, which ends every loop. */
class Parser {
  private at = 0;
  private depth = 0;
  private fault: RegexpFault | undefined;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  parse(): ParsedRegexp {
    if (this.text === "") return { ok: EMPTY };
    if (this.text.length > MAX_REGEXP_LENGTH)
      this.fail(`the regular expression is longer than ${MAX_REGEXP_LENGTH} characters`, MAX_REGEXP_LENGTH);
    const whole = this.union();
    if (this.at < this.text.length) this.fail("unbalanced `)` in the regular expression", this.at);
    this.checkSize(whole, 0);
    return this.fault ? { error: this.fault } : { ok: whole };
  }

  /** Keeps the first fault only: those after it are its echoes. */
  private fail(message: string, offset: number): Regexp {
    this.fault ??= { message, offset };
    this.at = this.text.length;
    return EMPTY;
  }

  private union(): Regexp {
    const items = [this.intersection()];
    while (this.accept("|")) items.push(this.intersection());
    return many("either", items);
  }

  private intersection(): Regexp {
    const items = [this.sequence()];
    while (this.accept("&")) items.push(this.sequence());
    return many("both", items);
  }

  private sequence(): Regexp {
    const items = [this.repetition()];
    while (this.at < this.text.length && !this.peek(")|&")) items.push(this.repetition());
    return many("sequence", items);
  }

  private repetition(): Regexp {
    let item = this.complement();
    while (this.peek("?*+{")) {
      const start = this.at;
      const operator = this.text[this.at++] as string;
      const bounds = operator === "{" ? this.bounds() : BOUNDS[operator as "?" | "*" | "+"];
      item = repeat(item, bounds.min, bounds.max);
      if (operator === "{") this.checkSize(item, start);
    }
    return item;
  }

  private bounds(): { min: number; max: number | null } {
    const min = this.integer();
    if (min === undefined) this.fail("a number must follow `{`; write `\\{` for the character", this.at);
    const max = this.accept(",") ? (this.integer() ?? null) : min;
    if (!this.accept("}")) this.fail("`}` is missing after a repetition", this.at);
    return { min: min ?? 0, max: max ?? null };
  }

  private integer(): number | undefined {
    const start = this.at;
    while (this.peek("0123456789")) this.at++;
    if (start === this.at) return undefined;
    const value = Number(this.text.slice(start, this.at));
    if (value > MAX_NUMBER) this.fail("the number is too large", start);
    return value;
  }

  private complement(): Regexp {
    let negated = false;
    while (this.accept("~")) negated = !negated;
    const item = this.accept("[") ? this.characterClass() : this.atom();
    return negated ? { kind: "complement", item } : item;
  }

  private characterClass(): Regexp {
    const start = this.at - 1;
    const negated = this.accept("^");
    const ranges: CodeRange[] = [];
    do ranges.push(...this.classItem());
    while (this.at < this.text.length && !this.peek("]"));
    if (!this.accept("]")) this.fail("`]` is missing after a character class", start);
    return { kind: "set", ranges, negated };
  }

  private classItem(): readonly CodeRange[] {
    const start = this.at;
    const predefined = this.predefined();
    if (predefined) return predefined;
    // An escaped backslash begins no range: `[\\-]` holds a backslash and a dash.
    const single = this.text.startsWith("\\\\", this.at);
    const from = this.character();
    if (single) return [{ from, to: from }];
    const to = this.accept("-") ? this.character() : from;
    if (from > to) this.fail("a range in a character class runs backwards", start);
    return [{ from, to }];
  }

  /** `\d` and the like. Leaves `at` where it was if there is none. */
  private predefined(): readonly CodeRange[] | undefined {
    const letter = this.text[this.at] === "\\" ? this.text[this.at + 1] : undefined;
    if (letter === undefined || !/[A-Za-z]/.test(letter)) return undefined;
    const ranges = CLASSES[letter.toLowerCase()];
    if (!ranges) this.fail(`\`\\${letter}\` is no character class`, this.at);
    if (!ranges) return [];
    this.at += 2;
    return letter === letter.toLowerCase() ? ranges : invertRanges(ranges);
  }

  private atom(): Regexp {
    const start = this.at;
    if (this.accept(".")) return ANY_CHARACTER;
    if (this.accept("#")) return { kind: "nothing" };
    if (this.accept("@")) return { kind: "anything" };
    if (this.accept('"')) return this.quoted(start);
    if (this.accept("(")) return this.group(start);
    if (this.accept("<")) return this.interval(start);
    const ranges = this.predefined();
    if (ranges) return { kind: "set", ranges, negated: false };
    return literal(this.character());
  }

  private quoted(start: number): Regexp {
    const end = this.text.indexOf('"', this.at);
    if (end === -1) return this.fail('`"` is not closed in the regular expression', start);
    const text = this.text.slice(this.at, end);
    this.at = end + 1;
    return many(
      "sequence",
      Array.from(text, (character) => literal(character.codePointAt(0) as number)),
    );
  }

  private group(start: number): Regexp {
    if (this.accept(")")) return EMPTY;
    if (++this.depth > MAX_REGEXP_DEPTH) return this.fail(`parentheses nest deeper than ${MAX_REGEXP_DEPTH}`, start);
    const item = this.union();
    this.depth--;
    if (!this.accept(")")) return this.fail("`(` is not closed in the regular expression", start);
    return item;
  }

  private interval(start: number): Regexp {
    const end = this.text.indexOf(">", this.at);
    const parts = /^(\d+)-(\d+)$/.exec(end === -1 ? "" : this.text.slice(this.at, end));
    if (!parts) return this.fail("`<` begins a numeric interval such as `<1-100>`; write `\\<` for the character", start);
    const [, first = "", second = ""] = parts;
    const [from, to] = [Number(first), Number(second)];
    if (Math.max(from, to) > MAX_NUMBER) return this.fail("the number is too large", start);
    this.at = end + 1;
    return {
      kind: "interval",
      from: Math.min(from, to),
      to: Math.max(from, to),
      digits: first.length === second.length ? first.length : 0,
    };
  }

  private character(): number {
    this.accept("\\");
    const point = this.text.codePointAt(this.at);
    if (point === undefined) {
      this.fail("the regular expression ends where a character must follow", this.at);
      return 0;
    }
    this.at += point > 0xffff ? 2 : 1;
    return point;
  }

  private accept(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private peek(characters: string): boolean {
    return this.at < this.text.length && characters.includes(this.text[this.at] as string);
  }

  private checkSize(item: Regexp, offset: number): void {
    if (regexpPositions(item) <= MAX_REGEXP_POSITIONS) return;
    this.fail(`the regular expression stands for more than ${MAX_REGEXP_POSITIONS} characters`, offset);
  }
}

const EMPTY: Regexp = { kind: "sequence", items: [] };
const ANY_CHARACTER: Regexp = { kind: "set", ranges: [], negated: true };
const BOUNDS = { "?": { min: 0, max: 1 }, "*": { min: 0, max: null }, "+": { min: 1, max: null } } as const;

const literal = (point: number): Regexp => ({ kind: "set", ranges: [{ from: point, to: point }], negated: false });

function many(kind: "either" | "both" | "sequence", items: readonly Regexp[]): Regexp {
  const [only] = items;
  return only && items.length === 1 ? only : { kind, items };
}

/** Folds repetitions of repetitions (`a*?+`), so that a long row of operators makes no deep tree. */
function repeat(item: Regexp, min: number, max: number | null): Regexp {
  if (max !== null && min > max) return { kind: "nothing" };
  if (max === 0) return EMPTY;
  if (min === 1 && max === 1) return item;
  if (item.kind === "repeat" && isPlain(min, max)) {
    if (min === item.min && max === item.max) return item;
    if (item.min <= 1 && (item.max === null || item.max === 1)) return { kind: "repeat", item: item.item, min: 0, max: null };
    if (item.min === 0 && max === 1) return item;
  }
  return { kind: "repeat", item, min, max };
}

const isPlain = (min: number, max: number | null): boolean => min <= 1 && (max === null || max === 1);

/** How many characters the expression stands for with its repetitions written out. */
export function regexpPositions(item: Regexp): number {
  switch (item.kind) {
    case "nothing":
    case "anything":
    case "set":
      return 1;
    case "sequence":
    case "either":
    case "both":
      return item.items.reduce((sum, part) => sum + regexpPositions(part), 1);
    case "complement":
      return regexpPositions(item.item);
    case "repeat":
      return regexpPositions(item.item) * (item.max ?? item.min + 1);
    case "interval":
      return INTERVAL_POSITIONS;
  }
}

/** The code points outside of sorted, disjoint ranges. */
function invertRanges(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const out: CodeRange[] = [];
  let next = 0;
  for (const { from, to } of ranges) {
    if (from > next) out.push({ from: next, to: from - 1 });
    next = to + 1;
  }
  if (next <= MAX_CODE_POINT) out.push({ from: next, to: MAX_CODE_POINT });
  return out;
}
