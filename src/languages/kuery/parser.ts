import { cover, type Span, span } from "../../diagnostics/index.ts";
import type { KueryAst, KueryLiteral, KueryValues, RangeOp } from "./ast.ts";
import type { Faults } from "../faults.ts";
import type { KueryToken, KueryTokenKind } from "./lexer.ts";
import { checkField, checkFreeText, checkValue, juxtaposed } from "./suspicions.ts";

/** Brackets deeper than this are refused: nothing real comes near, and no later stage has to fear for its stack. */
const MAX_DEPTH = 200;

const JOIN = "join conditions with `and` or `or`; a value with special characters needs quotes";

const RANGE_OPS: Readonly<Partial<Record<KueryTokenKind, RangeOp>>> = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" };

/** Parses the tokens of a query. Undefined: nothing could be understood. Faults go to `faults`; never throws. */
export function parseTokens(tokens: readonly KueryToken[], faults: Faults): KueryAst | undefined {
  return new Parser(tokens, faults).start();
}

/** Recursive descent, one method a production; a method that finds nothing to build reports it and returns undefined. */
class Parser {
  private readonly tokens: readonly KueryToken[];
  private readonly faults: Faults;
  private next = 0;
  private depth = 0;

  constructor(tokens: readonly KueryToken[], faults: Faults) {
    this.tokens = tokens;
    this.faults = faults;
  }

  /** start := or? */
  start(): KueryAst | undefined {
    const end = this.peek();
    if (end.kind === "end") return { kind: "empty", at: span(0, end.span.end) };
    const parts: KueryAst[] = [];
    keep(parts, this.or());
    while (!this.is("end")) {
      this.unexpected();
      this.synchronise();
      this.advance();
      if (this.is("and") || this.is("or")) this.advance();
      if (this.startsOperand()) keep(parts, this.or());
    }
    return group("and", parts);
  }

  /** or := and ( "or" and )* */
  private or(): KueryAst | undefined {
    const first = this.and();
    if (!this.is("or")) return first;
    const items = first ? [first] : [];
    while (this.accept("or")) keep(items, this.and());
    return group("or", items);
  }

  /** and := not ( "and" not )*. Two operands in a row are a fault and read as if `and` stood between. */
  private and(): KueryAst | undefined {
    const first = this.not();
    const items = first ? [first] : [];
    for (;;) {
      if (this.accept("and") || this.operatorMissing()) keep(items, this.not());
      else if (!this.strayColon()) return group("and", items);
    }
  }

  private operatorMissing(): boolean {
    if (!this.startsOperand()) return false;
    const token = this.peek();
    if (!juxtaposed(this.previous(), token, this.faults)) {
      const hint = token.kind === "not" ? "write `and not`; a value with this word in it needs quotes" : JOIN;
      this.fault(token, "T3001", `\`and\` or \`or\` is missing before ${shown(token)}`, hint);
    }
    return true;
  }

  /** `a:1 b:2`: the second field name was read as part of the first value. Steps over its colon and value. */
  private strayColon(): boolean {
    if (!this.is(":") || !juxtaposed(this.previous(), this.peek(), this.faults)) return false;
    this.advance();
    this.values();
    return true;
  }

  /** not := "not" sub | sub */
  private not(): KueryAst | undefined {
    const nots: Span[] = [];
    while (this.is("not")) {
      if (nots.length > 0) this.fault(this.peek(), "T3007", "`not` cannot follow `not`", "write `not (not …)`, or leave both out");
      nots.push(this.advance().span);
    }
    let item = this.sub();
    for (const at of nots.reverse().slice(0, 2)) item = item && { kind: "not", item, at: cover(at, item.at) };
    return item;
  }

  /** sub := "(" or ")" | expr */
  private sub(): KueryAst | undefined {
    const open = this.accept("(");
    if (!open) return this.expression();
    return this.bracketed(open, ")", () => this.or());
  }

  /** What stands between an opening bracket, already taken, and its partner. */
  private bracketed<T>(open: KueryToken, close: ")" | "}", inside: () => T | undefined): T | undefined {
    if (this.is(close)) {
      this.fault(
        cover(open.span, this.advance().span),
        "T3005",
        "The brackets are empty",
        "write a condition between them, or remove them",
      );
      return undefined;
    }
    if (++this.depth > MAX_DEPTH) {
      this.tooDeep(open);
      return undefined;
    }
    const result = inside();
    this.depth--;
    this.close(open, close);
    return result;
  }

  private close(open: KueryToken, close: ")" | "}"): void {
    if (this.accept(close)) return;
    if (!this.is("end")) {
      this.unexpected();
      this.synchronise();
      if (this.accept(close)) return;
    }
    if (this.is("end")) this.fault(open, "T3002", `\`${open.kind}\` is not closed`, `close it with \`${close}\``);
  }

  private tooDeep(open: KueryToken): void {
    this.fault(open, "T3010", `Brackets are nested deeper than ${MAX_DEPTH}`, "remove redundant brackets");
    this.depth--;
    for (let level = 1; level > 0 && !this.is("end"); ) {
      const { kind } = this.advance();
      if (kind === "(" || kind === "{") level++;
      else if (kind === ")" || kind === "}") level--;
    }
  }

  /** expr := field ":" ( "{" or "}" | values ) | field rangeOp literal | literal */
  private expression(): KueryAst | undefined {
    const token = this.peek();
    if (token.kind !== "word" && token.kind !== "quoted") return this.operandMissing();
    const name = literal(this.advance());
    const op = RANGE_OPS[this.peek().kind];
    if (op) return this.range(name, op);
    if (!this.accept(":")) return this.freeText(token, name);
    checkField(token, this.faults);
    const open = this.accept("{");
    if (open) return this.nested(name, open);
    const values = this.values();
    return values && { kind: "match", field: name, values, at: cover(name.at, this.previous().span) };
  }

  private freeText(token: KueryToken, values: KueryLiteral): KueryAst {
    if (!this.startsOperand() && !this.is(":")) checkFreeText(token, this.faults);
    return { kind: "match", field: null, values, at: values.at };
  }

  private nested(path: KueryLiteral, open: KueryToken): KueryAst | undefined {
    const item = this.bracketed(open, "}", () => this.or());
    return item && { kind: "nested", path, item, at: cover(path.at, this.previous().span) };
  }

  private range(field: KueryLiteral, op: RangeOp): KueryAst | undefined {
    const operator = this.advance();
    const token = this.peek();
    if (token.kind !== "word" && token.kind !== "quoted") {
      const hint = token.kind === "(" ? "a range takes one value, no list" : `write a value, as in \`${short(field)} ${operator.text} 10\``;
      this.fault(operator, "T3004", `A value is missing after \`${operator.text}\``, hint);
      if (token.kind === "(") this.values();
      return undefined;
    }
    checkValue(token, this.faults);
    const value = literal(this.advance());
    return { kind: "range", field, op, value, at: cover(field.at, value.at) };
  }

  /** values := "(" listOr ")" | literal */
  private values(): KueryValues | undefined {
    const open = this.accept("(");
    if (open) return this.bracketed(open, ")", () => this.valueOr());
    const token = this.peek();
    if (token.kind !== "word" && token.kind !== "quoted") return this.valueMissing();
    checkValue(token, this.faults);
    return literal(this.advance());
  }

  private valueOr(): KueryValues | undefined {
    const first = this.valueAnd();
    if (!this.is("or")) return first;
    const items = first ? [first] : [];
    while (this.accept("or")) keep(items, this.valueAnd());
    return valueGroup("valueOr", items);
  }

  private valueAnd(): KueryValues | undefined {
    const first = this.valueNot();
    const items = first ? [first] : [];
    while (this.accept("and") || this.valueOperatorMissing()) keep(items, this.valueNot());
    return valueGroup("valueAnd", items);
  }

  private valueOperatorMissing(): boolean {
    if (!this.startsOperand()) return false;
    this.fault(
      this.peek(),
      "T3001",
      `\`or\` or \`and\` is missing before ${shown(this.peek())}`,
      "join the values of a list with `or`, or put one value in quotes",
    );
    return true;
  }

  /** listNot := "not" listNot | values; the repetition is legal in a list. */
  private valueNot(): KueryValues | undefined {
    const nots: Span[] = [];
    while (this.is("not")) nots.push(this.advance().span);
    let item = this.values();
    // An even number of further `not`s changes nothing, so that depth stays bounded.
    const kept = nots.length > 2 ? nots.slice(0, 2 - (nots.length % 2)) : nots;
    for (const at of kept.reverse()) item = item && { kind: "valueNot", item, at: cover(at, item.at) };
    return item;
  }

  private valueMissing(): KueryValues | undefined {
    const token = this.peek();
    const colon = this.previous();
    if (token.kind === "not") {
      this.fault(token, "T3001", "`not` cannot stand directly after `:`", "write `not field:value` or `field:(not value)`");
      return this.valueNot();
    }
    if (RANGE_OPS[token.kind]) {
      this.fault(token, "T3001", `\`${token.text}\` cannot follow \`:\``, `leave out the colon: \`field ${token.text} value\``);
      this.advance();
      if (this.is("word") || this.is("quoted")) this.advance();
      return undefined;
    }
    if (colon.kind === ":") this.fault(colon, "T3004", "A value is missing after `:`", "write a value, or `*` for «the field exists»");
    else this.operandMissing();
    return undefined;
  }

  private operandMissing(): undefined {
    const token = this.peek();
    const before = this.next === 0 ? undefined : this.previous();
    if (token.kind === "and" || token.kind === "or") {
      this.fault(
        token,
        "T3006",
        `\`${token.text}\` has nothing before it`,
        `remove it, or write \`\\${token.text}\` to search for the word`,
      );
    } else if (before && isKeyword(before.kind)) {
      this.fault(
        before,
        "T3006",
        `\`${before.text}\` has nothing after it`,
        `write a condition after it, or \`\\${before.text}\` to search for the word`,
      );
    } else if (token.kind === ":" || RANGE_OPS[token.kind]) {
      this.fault(
        token,
        "T3001",
        `A field name is missing before \`${token.text}\``,
        "write `field:value`; a value that begins with it needs quotes",
      );
      this.advance();
      this.values();
    } else {
      this.unexpected();
    }
    return undefined;
  }

  private unexpected(): void {
    const token = this.peek();
    if (token.kind === ")" || token.kind === "}") {
      const open = token.kind === ")" ? "(" : "{";
      this.fault(token, "T3002", `\`${token.text}\` closes nothing`, `remove it, or open it with \`${open}\` before`);
    } else if (token.kind === ":") {
      this.fault(token, "T3001", "`:` cannot stand here", "a value with a colon needs quotes, or `\\:`");
    } else {
      this.fault(token, "T3001", `${shown(token)} cannot stand here`, JOIN);
    }
  }

  /** Steps over what cannot be understood, to the next `and`, `or` or closing bracket of this level. */
  private synchronise(): void {
    for (let level = 0; !this.is("end"); this.next++) {
      const { kind } = this.peek();
      if (level === 0 && (kind === "and" || kind === "or" || kind === ")" || kind === "}")) return;
      if (kind === "(" || kind === "{") level++;
      else if (kind === ")" || kind === "}") level--;
    }
  }

  private startsOperand(): boolean {
    const { kind } = this.peek();
    return kind === "word" || kind === "quoted" || kind === "(" || kind === "not";
  }

  private fault(
    at: KueryToken | Span,
    code: "T3001" | "T3002" | "T3004" | "T3005" | "T3006" | "T3007" | "T3010",
    message: string,
    hint: string,
  ): void {
    this.faults.add("span" in at ? at.span : at, code, message, hint);
  }

  private peek = (): KueryToken => this.tokens[Math.min(this.next, this.tokens.length - 1)] as KueryToken;
  private previous = (): KueryToken => this.tokens[this.next - 1] as KueryToken;
  private is = (kind: KueryTokenKind): boolean => this.peek().kind === kind;
  private accept = (kind: KueryTokenKind): KueryToken | undefined => (this.is(kind) ? this.advance() : undefined);

  private advance(): KueryToken {
    const token = this.peek();
    if (token.kind !== "end") this.next++;
    return token;
  }
}

const literal = (token: KueryToken): KueryLiteral => ({
  kind: "literal",
  pieces: token.pieces ?? [token.text],
  quoted: token.kind === "quoted",
  at: token.span,
});

function keep<T>(items: T[], item: T | undefined): void {
  if (item !== undefined) items.push(item);
}

function group(kind: "and" | "or", items: readonly KueryAst[]): KueryAst | undefined {
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last || items.length === 1) return first;
  return { kind, items, at: cover(first.at, last.at) };
}

function valueGroup(kind: "valueAnd" | "valueOr", items: readonly KueryValues[]): KueryValues | undefined {
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last || items.length === 1) return first;
  return { kind, items, at: cover(first.at, last.at) };
}

const isKeyword = (kind: KueryTokenKind): boolean => kind === "and" || kind === "or" || kind === "not";

function shown(token: KueryToken): string {
  if (token.kind === "end") return "the end of the query";
  return `\`${token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text}\``;
}

const short = (name: KueryLiteral): string => name.pieces.join("*").slice(0, 40);
