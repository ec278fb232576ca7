import { pointsOf } from "./comparison.ts";

/** Where in the text the expression may end when it begins at a place. */
type Ends = (from: number) => ReadonlySet<number>;
/** Whether a code point is in a class. */
type InClass = (point: number) => boolean;

/** Whether the Lucene regular expression fits the whole text. The pattern is one that has been accepted. */
export function fitsRegexp(pattern: string, text: string, fold: boolean): boolean {
  if (pattern === "") return text === "";
  const points = pointsOf(text);
  return new Reader(pattern, points, fold).either()(0).has(points.length);
}

/**
 * Reads an expression straight into sets of places of one text: no automaton, no tree. Each part remembers its sets.
 */
class Reader {
  private at = 0;
  private readonly pattern: readonly string[];
  private readonly points: readonly number[];
  private readonly fold: boolean;

  constructor(pattern: string, points: readonly number[], fold: boolean) {
    this.pattern = Array.from(pattern);
    this.points = points;
    this.fold = fold;
  }

  either(): Ends {
    const items = [this.both()];
    while (this.take("|")) items.push(this.both());
    return remember((from) => items.map((item) => item(from)).reduce((sum, ends) => sum.union(ends), new Set<number>()));
  }

  private both(): Ends {
    const items = [this.row()];
    while (this.take("&")) items.push(this.row());
    return remember((from) => items.map((item) => item(from)).reduce((common, ends) => common.intersection(ends)));
  }

  private row(): Ends {
    const items = [this.repeated()];
    while (this.at < this.pattern.length && !")|&".includes(this.here())) items.push(this.repeated());
    return items.reduce((before, item) => remember((from) => follow(before(from), item)));
  }

  private repeated(): Ends {
    let item = this.negated();
    for (;;) {
      if (this.take("?")) item = times(item, 0, 1);
      else if (this.take("*")) item = times(item, 0, Number.POSITIVE_INFINITY);
      else if (this.take("+")) item = times(item, 1, Number.POSITIVE_INFINITY);
      else if (this.take("{")) item = this.counted(item);
      else return item;
    }
  }

  private counted(item: Ends): Ends {
    const bounds = this.until("}");
    const [min = "", max] = bounds.split(",");
    return times(item, Number(min), max === undefined ? Number(min) : max === "" ? Number.POSITIVE_INFINITY : Number(max));
  }

  private negated(): Ends {
    if (!this.take("~")) return this.atom();
    const item = this.negated();
    return remember((from) => this.placesFrom(from).difference(item(from)));
  }

  private atom(): Ends {
    if (this.take("[")) return this.one(this.characterClass());
    if (this.take(".")) return this.one(() => true);
    if (this.take("#")) return () => new Set();
    if (this.take("@")) return (from) => this.placesFrom(from);
    if (this.take('"')) return this.literal(this.until('"'));
    if (this.take("(")) return this.group();
    if (this.take("<")) return this.interval(this.until(">"));
    return this.one(this.shorthand() ?? this.letter(this.character()));
  }

  private group(): Ends {
    if (this.take(")")) return (from) => new Set([from]);
    const item = this.either();
    this.take(")");
    return item;
  }

  private characterClass(): InClass {
    const negated = this.take("^");
    const items: InClass[] = [];
    do items.push(this.classItem());
    while (!this.take("]"));
    return (point) => items.some((item) => item(point)) !== negated;
  }

  private classItem(): InClass {
    const shorthand = this.shorthand();
    if (shorthand) return shorthand;
    const isBackslash = this.here() === "\\" && this.pattern[this.at + 1] === "\\";
    const from = this.character();
    if (isBackslash || !this.take("-")) return this.letter(from);
    const to = this.character();
    return from === to ? this.letter(from) : (point) => from <= point && point <= to;
  }

  /** `\d` and its like. */
  private shorthand(): InClass | undefined {
    const letter = this.here() === "\\" ? (this.pattern[this.at + 1] ?? "") : "";
    const members = SHORTHANDS[letter.toLowerCase()];
    if (!members) return undefined;
    this.at += 2;
    const negated = letter !== letter.toLowerCase();
    return (point) => members(String.fromCodePoint(point)) !== negated;
  }

  private letter(wanted: number): InClass {
    if (!this.fold) return (point) => point === wanted;
    return (point) => lowerPoint(point) === lowerPoint(wanted);
  }

  private literal(text: string): Ends {
    return pointsOf(text)
      .map((point) => this.one(this.letter(point)))
      .reduce<Ends>(
        (before, item) => (from) => follow(before(from), item),
        (from) => new Set([from]),
      );
  }

  private interval(text: string): Ends {
    const [first = "", last = ""] = text.split("-");
    const [low, high] = [Number(first), Number(last)].sort((a, b) => a - b) as [number, number];
    const fits = (digits: string): boolean =>
      digits !== "" &&
      Array.from(digits).every((digit) => digit >= "0" && digit <= "9") &&
      (first.length !== last.length || digits.length === first.length) &&
      low <= Number(digits) &&
      Number(digits) <= high;
    return (from) => new Set([...this.placesFrom(from)].filter((to) => fits(String.fromCodePoint(...this.points.slice(from, to)))));
  }

  private one(accepts: InClass): Ends {
    return (from) => (from < this.points.length && accepts(this.points[from] as number) ? new Set([from + 1]) : new Set());
  }

  private placesFrom(from: number): Set<number> {
    return new Set(Array.from({ length: this.points.length - from + 1 }, (_, i) => from + i));
  }

  private character(): number {
    this.take("\\");
    return (this.pattern[this.at++] ?? "").codePointAt(0) ?? 0;
  }

  private until(mark: string): string {
    const end = this.pattern.indexOf(mark, this.at);
    const text = this.pattern.slice(this.at, end).join("");
    this.at = end + 1;
    return text;
  }

  private here(): string {
    return this.pattern[this.at] ?? "";
  }

  private take(symbol: string): boolean {
    if (this.here() !== symbol) return false;
    this.at++;
    return true;
  }
}

const SHORTHANDS: Readonly<Record<string, (character: string) => boolean>> = {
  d: (character) => "0123456789".includes(character),
  w: (character) => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789".includes(character),
  s: (character) => " \t\n\r".includes(character),
};

const lowerPoint = (point: number): number => (point >= 0x41 && point <= 0x5a ? point + 0x20 : point);

function remember(ends: Ends): Ends {
  const known = new Map<number, ReadonlySet<number>>();
  return (from) => {
    const found = known.get(from) ?? ends(from);
    known.set(from, found);
    return found;
  };
}

function follow(starts: ReadonlySet<number>, item: Ends): Set<number> {
  const all = new Set<number>();
  for (const start of starts) for (const end of item(start)) all.add(end);
  return all;
}

/** Between `min` and `max` times; past `min` until no new place turns up. */
function times(item: Ends, min: number, max: number): Ends {
  return remember((from) => {
    if (min > max) return new Set();
    let reached = new Set([from]);
    for (let i = 0; i < min; i++) reached = follow(reached, item);
    const all = new Set(reached);
    for (let i = min; i < max && reached.size > 0; i++) {
      reached = follow(reached, item).difference(all);
      for (const place of reached) all.add(place);
    }
    return all;
  });
}
