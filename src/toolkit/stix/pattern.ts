import type { Scalar } from "../../event/json.ts";
import { readTokens, type StixFault, type StixToken } from "./tokens.ts";

/** What one object must look like. */
export type StixTest = StixComparison | { readonly kind: "and" | "or"; readonly items: readonly StixTest[] };

export interface StixComparison {
  readonly kind: "test";
  /** Type and property, places in lists left out: `file:hashes.SHA-256`, `windows-registry-key:values.name`. */
  readonly path: string;
  readonly op: StixOperator;
  readonly negated: boolean;
  /** As many as `IN` lists, else one; none for `EXISTS`. */
  readonly values: readonly Scalar[];
}

export type StixOperator = "=" | "!=" | "<" | ">" | "<=" | ">=" | "IN" | "LIKE" | "MATCHES" | "ISSUBSET" | "ISSUPERSET" | "EXISTS";

/** What must be observed; qualifiers (`WITHIN`, `START … STOP`, `REPEATS`) are checked and left out. */
export type StixPattern =
  | { readonly kind: "observation"; readonly test: StixTest }
  | { readonly kind: "and" | "or" | "followedby"; readonly items: readonly StixPattern[] };

/** Brackets inside one another; real patterns have two or three. */
const MAX_DEPTH = 100;

/** Parses a STIX 2.1 pattern. Never throws. */
export function parsePattern(text: string): { readonly pattern: StixPattern } | { readonly fault: StixFault } {
  const read = readTokens(text);
  if ("fault" in read) return read;
  const parser = new PatternParser(read.tokens);
  const pattern = parser.pattern();
  return pattern === undefined ? { fault: parser.fault ?? { message: "it is no pattern", offset: 0 } } : { pattern };
}

/** The comparison operators by how they are written. */
const OPERATORS: ReadonlyMap<string, StixOperator> = new Map([
  ["=", "="],
  ["==", "="],
  ["!=", "!="],
  ["<>", "!="],
  ["<", "<"],
  [">", ">"],
  ["<=", "<="],
  [">=", ">="],
  ["IN", "IN"],
  ["LIKE", "LIKE"],
  ["MATCHES", "MATCHES"],
  ["ISSUBSET", "ISSUBSET"],
  ["ISSUPERSET", "ISSUPERSET"],
]);

/** Each rule gives undefined after noting the first fault. */
class PatternParser {
  fault: StixFault | undefined;
  readonly #tokens: readonly StixToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly StixToken[]) {
    this.#tokens = tokens;
  }

  pattern(): StixPattern | undefined {
    const pattern = this.#followed();
    return pattern && (this.#next.kind === "end" ? pattern : this.#fail("the end of the pattern"));
  }

  #followed = (): StixPattern | undefined => this.#joined("FOLLOWEDBY", "followedby", () => this.#either());
  #either = (): StixPattern | undefined => this.#joined("OR", "or", () => this.#both());
  #both = (): StixPattern | undefined => this.#joined("AND", "and", () => this.#observation());
  #test = (): StixTest | undefined => this.#joined("OR", "or", () => this.#joined("AND", "and", () => this.#comparison()));

  /** One or more parts with a word between. */
  #joined<Part, Kind extends string>(
    word: string,
    kind: Kind,
    part: () => Part | undefined,
  ): Part | { kind: Kind; items: Part[] } | undefined {
    const first = part();
    if (first === undefined) return undefined;
    const items = [first];
    while (this.#take("word", word)) {
      const item = part();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items.length === 1 ? first : { kind, items };
  }

  #observation(): StixPattern | undefined {
    const pattern = this.#take("symbol", "(") ? this.#inside(this.#followed, ")") : this.#single();
    return pattern && this.#qualified(pattern);
  }

  #single(): StixPattern | undefined {
    if (!this.#take("symbol", "[")) return this.#fail("`[`");
    const test = this.#inside(this.#test, "]");
    return test && { kind: "observation", test };
  }

  #qualified(pattern: StixPattern): StixPattern | undefined {
    for (;;) {
      const complete = this.#qualifier();
      if (complete === undefined) return pattern;
      if (!complete) return this.#fail("a qualifier (`WITHIN 5 SECONDS`, `REPEATS 2 TIMES`, `START t'…' STOP t'…'`)");
    }
  }

  /** Undefined where none begins, false where one is not complete. */
  #qualifier(): boolean | undefined {
    if (this.#take("word", "WITHIN")) return this.#take("number") !== undefined && this.#take("word", "SECONDS") !== undefined;
    if (this.#take("word", "REPEATS")) return this.#take("number") !== undefined && this.#take("word", "TIMES") !== undefined;
    if (!this.#take("word", "START")) return undefined;
    return this.#take("string") !== undefined && this.#take("word", "STOP") !== undefined && this.#take("string") !== undefined;
  }

  #comparison(): StixTest | undefined {
    if (this.#take("symbol", "(")) return this.#inside(this.#test, ")");
    const negatedExists = this.#peek(1).text === "EXISTS" && this.#take("word", "NOT") !== undefined;
    if (this.#take("word", "EXISTS")) {
      const path = this.#path();
      return path === undefined ? undefined : { kind: "test", path, op: "EXISTS", negated: negatedExists, values: [] };
    }
    const path = this.#path();
    if (path === undefined) return undefined;
    const negated = this.#take("word", "NOT") !== undefined;
    const op = OPERATORS.get(this.#next.kind === "string" ? "" : this.#next.text);
    if (op === undefined) return this.#fail("a comparison (`=`, `IN`, `ISSUBSET` …)");
    this.#at++;
    const values = op === "IN" ? this.#list() : this.#one();
    return values && { kind: "test", path, op, negated, values };
  }

  /** `type:property.'other property'[0].last`. */
  #path(): string | undefined {
    const type = this.#take("word");
    if (!type) return this.#fail("an object path (`ipv4-addr:value`)");
    if (!this.#take("symbol", ":")) return this.#fail("`:`");
    const parts: string[] = [];
    do {
      const part = this.#take("word") ?? this.#take("string");
      if (!part) return this.#fail("a property");
      parts.push(part.text);
      if (!this.#places()) return undefined;
    } while (this.#take("symbol", "."));
    return `${type.text}:${parts.join(".")}`;
  }

  /** `[0]`, `[*]`: any place will do. */
  #places(): boolean {
    while (this.#take("symbol", "[")) {
      const place = this.#take("number") ?? this.#take("symbol", "*");
      if (!place || !this.#take("symbol", "]")) {
        this.#fail("a place in a list (`[0]`, `[*]`)");
        return false;
      }
    }
    return true;
  }

  #list(): readonly Scalar[] | undefined {
    if (!this.#take("symbol", "(")) return this.#fail("`(`");
    const values: Scalar[] = [];
    do {
      const value = this.#one();
      if (!value) return undefined;
      values.push(...value);
    } while (this.#take("symbol", ","));
    return this.#take("symbol", ")") ? values : this.#fail("`)`");
  }

  #one(): readonly Scalar[] | undefined {
    const { kind, text } = this.#next;
    if (kind !== "string" && kind !== "number" && kind !== "boolean") return this.#fail("a value");
    this.#at++;
    return [kind === "number" ? Number(text) : kind === "boolean" ? text === "true" : text];
  }

  /** What stands between brackets, the opening one taken. */
  #inside<Part>(part: () => Part | undefined, close: string): Part | undefined {
    if (++this.#depth > MAX_DEPTH) return this.#fail(`at most ${MAX_DEPTH} brackets inside one another`);
    const inner = part();
    this.#depth--;
    return inner === undefined || this.#take("symbol", close) ? inner : this.#fail(`\`${close}\``);
  }

  get #next(): StixToken {
    return this.#peek(0);
  }

  #peek(ahead: number): StixToken {
    return (this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1)) as StixToken;
  }

  #take(kind: StixToken["kind"], text?: string): StixToken | undefined {
    const token = this.#next;
    if (token.kind !== kind || (text !== undefined && token.text !== text)) return undefined;
    this.#at++;
    return token;
  }

  #fail(expected: string): undefined {
    const { kind, text, offset } = this.#next;
    this.fault ??= { message: `expected ${expected}, found ${kind === "end" ? "the end" : `\`${text}\``}`, offset };
  }
}
