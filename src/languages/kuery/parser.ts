import { cover, type Span, span } from "../../diagnostics/index.ts";
import type { KueryAst, KueryLiteral, KueryValues, RangeOp } from "./ast.ts";
import type { Faults } from "../faults.ts";
import type { KueryToken, KueryTokenKind } from "./lexer.ts";
import {
  emptyBrackets,
  missingBound,
  missingOperand,
  missingOperator,
  missingValue,
  missingValueOperator,
  notClosed,
  type ParseFault,
  RANGE_OPS,
  repeatedNot,
  tooDeep,
  unexpected,
} from "./parse-faults.ts";
import { checkField, checkFreeText, checkValue, juxtaposed } from "./suspicions.ts";

/** Brackets deeper than this are refused: nothing real comes near, and no later stage has to fear for its stack. */
const MAX_DEPTH = 200;

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
      this.report(missingOperator(token));
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
      if (nots.length > 0) this.report(repeatedNot(this.peek()));
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
      this.report(emptyBrackets(open, this.advance()));
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
    if (this.is("end")) this.report(notClosed(open, close));
  }

  private tooDeep(open: KueryToken): void {
    this.report(tooDeep(open, MAX_DEPTH));
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
      this.report(missingBound(field, operator, token));
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
    this.report(missingValueOperator(this.peek()));
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
    const fault = missingValue(token, this.previous());
    if (fault) this.report(fault);
    else this.operandMissing();
    if (token.kind === "not") return this.valueNot();
    if (!RANGE_OPS[token.kind]) return undefined;
    this.advance();
    if (this.is("word") || this.is("quoted")) this.advance();
    return undefined;
  }

  private operandMissing(): undefined {
    const token = this.peek();
    const fault = missingOperand(token, this.next === 0 ? undefined : this.previous());
    this.report(fault);
    if (fault.at !== token.span || (token.kind !== ":" && !RANGE_OPS[token.kind])) return undefined;
    this.advance();
    this.values();
    return undefined;
  }

  private unexpected(): void {
    this.report(unexpected(this.peek()));
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

  private report({ at, code, message, hint }: ParseFault): void {
    this.faults.add(at, code, message, hint);
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
