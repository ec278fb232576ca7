import { decimalText } from "../number-text.ts";

/** A geometry: its kind, and its coordinates or parts as nested lists. */
type Tree = readonly (number | Tree | Geometry)[];

interface Geometry {
  readonly kind: string;
  readonly parts: Tree;
}

// biome-ignore format: table
const DEPTHS: Readonly<Record<string, number>> = {
  POINT: 1, LINESTRING: 1, MULTIPOINT: 1, POLYGON: 2, MULTILINESTRING: 2, MULTIPOLYGON: 3, BBOX: 1, ENVELOPE: 1, GEOMETRYCOLLECTION: 1,
};

/** How deep collections may nest. */
const MAX_DEPTH = 50;

export type ParsedWkt =
  | { readonly text: string; readonly kind: string; readonly fault?: never }
  | { readonly fault: string; readonly text?: never };

/** A WKT text in the form in which Elasticsearch writes it (`POINT (1.0 2.0)`). Checks its form, not whether rings close. */
export function normaliseWkt(text: string): ParsedWkt {
  const reader = new WktReader(text);
  const geometry = reader.whole();
  return geometry ? { text: write(geometry), kind: geometry.kind } : { fault: `Failed to parse WKT: ${reader.fault}` };
}

class WktReader {
  fault = "";
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Geometry | undefined {
    const geometry = this.geometry(0);
    if (geometry && this.token() === "") return geometry;
    return this.fail("unexpected text at the end");
  }

  private fail(fault: string): undefined {
    this.fault ||= fault;
    return undefined;
  }

  /** A word, a number or a sign; "" at the end. */
  private token(): string {
    while (isBlank(this.text[this.at])) this.at++;
    const start = this.at;
    while (this.at < this.text.length && !isBlank(this.text[this.at]) && !"(),".includes(this.text[this.at] as string)) this.at++;
    if (this.at === start && this.at < this.text.length) this.at++;
    return this.text.slice(start, this.at);
  }

  private geometry(depth: number): Geometry | undefined {
    const word = this.token();
    const kind = word.toUpperCase();
    const nesting = DEPTHS[kind];
    if (nesting === undefined || depth > MAX_DEPTH) return this.fail(`Unknown geometry type: ${word.toLowerCase()}`);
    const opened = this.token();
    if (opened.toUpperCase() === "EMPTY") return { kind, parts: [] };
    if (opened !== "(") return this.fail(`expected ( but found [${opened}]`);
    const parts = kind === "GEOMETRYCOLLECTION" ? this.list(() => this.geometry(depth + 1)) : this.nested(nesting, kind);
    return parts && { kind, parts };
  }

  private nested(depth: number, kind: string): Tree | undefined {
    if (depth === 1) return this.list(() => this.position(kind));
    return this.list(() => (this.token() === "(" ? this.nested(depth - 1, kind) : this.fail("expected (")));
  }

  /** Items up to the closing parenthesis. */
  private list<Item extends number | Tree | Geometry>(item: () => Item | undefined): Item[] | undefined {
    const items: Item[] = [];
    for (;;) {
      const next = item();
      if (next === undefined) return undefined;
      items.push(next);
      const end = this.token();
      if (end === ")") return items;
      if (end !== ",") return this.fail(`expected , or ) but found [${end}]`);
    }
  }

  /** The numbers of one position; of a bounding box one number, of a point in a MULTIPOINT perhaps in parentheses. */
  private position(kind: string): Tree | undefined {
    const numbers: number[] = [];
    const from = this.at;
    const wrapped = this.token() === "(" && kind === "MULTIPOINT";
    if (!wrapped) this.at = from;
    for (;;) {
      const before = this.at;
      const token = this.token();
      if (token === "," || token === ")" || token === "") {
        if (!(wrapped && token === ")")) this.at = before;
        break;
      }
      const number = numberOf(token);
      if (number === undefined) return this.fail(`invalid number found: ${token}`);
      numbers.push(number);
    }
    const least = kind === "BBOX" || kind === "ENVELOPE" ? 1 : 2;
    return numbers.length >= least && numbers.length <= 3 ? numbers : this.fail("expected two coordinates");
  }
}

const isBlank = (character: string | undefined): boolean =>
  character === " " || character === "\t" || character === "\n" || character === "\r";

const numberOf = (text: string): number | undefined => {
  const number = Array.from(text).every((character) => "0123456789+-.eE".includes(character)) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

const write = ({ kind, parts }: Geometry): string => {
  if (parts.length === 0) return `${kind} EMPTY`;
  if (kind === "GEOMETRYCOLLECTION") return `${kind} (${(parts as readonly Geometry[]).map(write).join(",")})`;
  return `${kind} ${writeList(parts, DEPTHS[kind] ?? 1)}`;
};

const writeList = (parts: Tree, depth: number): string =>
  `(${(parts as readonly Tree[]).map((part) => (depth > 1 ? writeList(part, depth - 1) : (part as readonly number[]).map(decimalText).join(" "))).join(", ")})`;
