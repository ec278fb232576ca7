import { cover, span } from "../../diagnostics/index.ts";
import type { Faults } from "../faults.ts";
import { type LuceneAst, type LuceneClause, type LuceneItem, type LuceneQuery, unescapePattern } from "./ast.ts";
import type { LuceneToken, LuceneTokenKind } from "./lexer.ts";

/** Brackets deeper than this are refused. */
const MAX_DEPTH = 200;

/** Parses the tokens of a query string. Undefined: nothing could be understood. Faults go to `faults`; never throws. */
export function parseTokens(tokens: readonly LuceneToken[], faults: Faults): LuceneAst | undefined {
  return new Parser(tokens, faults).start();
}

/** Recursive descent over the classic grammar: clauses in a row, each with a conjunction and a modifier. */
class Parser {
  private readonly tokens: readonly LuceneToken[];
  private readonly faults: Faults;
  private next = 0;
  private depth = 0;

  constructor(tokens: readonly LuceneToken[], faults: Faults) {
    this.tokens = tokens;
    this.faults = faults;
  }

  start(): LuceneAst | undefined {
    const end = this.peek();
    if (end.kind === "end") return { kind: "empty", blank: end.span.end > 0, at: span(0, end.span.end) };
    const clauses: LuceneClause[] = [];
    for (;;) {
      this.clauses(clauses);
      const stray = this.peek();
      if (stray.kind === "end") break;
      this.faults.add(stray.span, "T4002", "`)` closes nothing", "remove it, or escape it (`\\)`) to search for it");
      this.next++;
    }
    return asQuery(clauses);
  }

  /** query := clause ( conjunction? clause )*, up to a closing bracket or the end */
  private clauses(into: LuceneClause[]): void {
    while (!this.is("end") && !this.is(")")) {
      const clause = this.clause(into.length === 0);
      if (clause) into.push(clause);
    }
    this.warnMixed(into);
  }

  /** clause := ( "AND" | "OR" )? ( "+" | "-" | "NOT" )? item */
  private clause(first: boolean): LuceneClause | undefined {
    const begin = this.peek();
    const conjunction = this.conjunction(first);
    const modifier = this.modifier();
    const before = this.next;
    const item = this.item();
    if (!item) {
      if (this.next === before) this.missing();
      return undefined;
    }
    return { conjunction, modifier, item, at: cover(begin.span, item.at) };
  }

  private conjunction(first: boolean): LuceneClause["conjunction"] {
    const token = this.peek();
    if (token.kind !== "and" && token.kind !== "or") {
      this.warnLowerCase(token, first);
      return "none";
    }
    if (first)
      this.faults.add(
        token.span,
        "T4004",
        `\`${token.text}\` has nothing before it`,
        `remove it, or write \`\\${token.text}\` to search for the word`,
      );
    this.next++;
    return token.kind;
  }

  private modifier(): LuceneClause["modifier"] {
    const token = this.peek();
    if (token.kind !== "+" && token.kind !== "-" && token.kind !== "not") return "none";
    this.next++;
    for (let more = this.peek(); more.kind === "+" || more.kind === "-" || more.kind === "not"; more = this.peek()) {
      this.faults.add(more.span, "T4001", `\`${more.text}\` cannot follow \`${token.text}\``, "use brackets: `NOT (NOT a)`");
      this.next++;
    }
    return token.kind === "+" ? "required" : "prohibited";
  }

  /** item := ( field ":" )? ( group | word | phrase | regexp | range ) boost? */
  private item(): LuceneItem | undefined {
    const name = this.peek();
    const isField = name.kind === "word" && this.tokens[this.next + 1]?.kind === ":";
    if (isField) this.next += 2;
    const item = this.value(isField ? this.fieldName(name) : null, name);
    if (item) this.boost();
    if (!item && this.next > 0 && this.previous().kind === ":") {
      this.faults.add(this.previous().span, "T4004", "A value is missing after `:`", "write a value, or `*` for «the field exists»");
    }
    return item;
  }

  /** `^2` weighs the score of a search and has no part in a filter. */
  private boost(): void {
    const token = this.peek();
    if (token.kind !== "^") return;
    this.next++;
    if (Number.isNaN(Number(token.value || "x")))
      this.faults.add(token.span, "T4001", "A number is missing after `^`", "write `^2`, or escape it: `\\^`");
  }

  private fieldName(token: LuceneToken): string {
    const pattern = token.value ?? "";
    if (token.wild && pattern !== "*") {
      this.faults.add(
        token.span,
        "T4001",
        "Wildcards in a field name must be escaped",
        `write \`${token.text.replace(/(?<!\\)\*/g, "\\*")}:…\``,
      );
    }
    return unescapePattern(pattern);
  }

  private value(field: string | null, begin: LuceneToken): LuceneItem | undefined {
    const token = this.peek();
    const at = cover(begin.span, token.span);
    switch (token.kind) {
      case "(":
        return this.group(field, begin);
      case "word":
        this.next++;
        return { kind: "word", field, pattern: token.value ?? "", wild: token.wild === true, ...this.fuzzy(), at };
      case "phrase":
        this.next++;
        return { kind: "phrase", field, text: token.value ?? "", slop: this.slop(), at };
      case "regexp":
        this.next++;
        return { kind: "regexp", field, pattern: token.value ?? "", at };
      case "range":
        this.next++;
        return token.range && { kind: "range", field, ...token.range, at };
      default:
        return undefined;
    }
  }

  private group(field: string | null, begin: LuceneToken): LuceneItem | undefined {
    const open = this.peek();
    this.next++;
    if (++this.depth > MAX_DEPTH) return this.tooDeep(open);
    const clauses: LuceneClause[] = [];
    const empty = this.is(")");
    this.clauses(clauses);
    this.depth--;
    const close = this.peek();
    if (close.kind === ")") this.next++;
    else this.faults.add(open.span, "T4002", "`(` is not closed", "close it with `)`, or escape it (`\\(`) to search for it");
    if (empty)
      this.faults.add(cover(open.span, close.span), "T4004", "The brackets are empty", "write a term between them, or remove them");
    const query = asQuery(clauses);
    return query && { kind: "group", field, query, at: cover(begin.span, close.span) };
  }

  private tooDeep(open: LuceneToken): undefined {
    this.faults.add(open.span, "T4006", `Brackets are nested deeper than ${MAX_DEPTH}`, "remove redundant brackets");
    this.depth--;
    for (let level = 1; level > 0 && !this.is("end"); this.next++) level += this.is("(") ? 1 : this.is(")") ? -1 : 0;
    return undefined;
  }

  private fuzzy(): { fuzzy?: number | null } {
    const token = this.peek();
    if (token.kind !== "~") return {};
    this.next++;
    const number = Math.min(Number(token.value), Number.MAX_SAFE_INTEGER);
    return { fuzzy: token.value === "" || Number.isNaN(number) ? null : number };
  }

  private slop(): number {
    const token = this.peek();
    if (token.kind !== "~") return 0;
    this.next++;
    return Math.min(Math.trunc(Number(token.value)) || 0, Number.MAX_SAFE_INTEGER);
  }

  /** Nothing here can be an item: reports why and steps over what is in the way. */
  private missing(): void {
    const token = this.peek();
    const before = this.next === 0 ? undefined : this.previous();
    if (before && (token.kind === "end" || token.kind === ")" || token.kind === "and" || token.kind === "or")) {
      if (before.kind !== ":")
        this.faults.add(
          before.span,
          "T4004",
          `\`${before.text}\` has nothing after it`,
          `write a term after it, or \`\\${before.text}\` to search for it`,
        );
      return;
    }
    this.faults.add(
      token.span,
      "T4001",
      `\`${token.text}\` cannot stand here`,
      `escape it (\`\\${token.text}\`) or quote the text to search for it`,
    );
    this.next++;
  }

  private warnLowerCase(token: LuceneToken, first: boolean): void {
    const last = this.tokens[this.next + 1]?.kind;
    if (first || token.kind !== "word" || !/^(?:and|or|not)$/.test(token.text) || last === "end" || last === ")") return;
    this.faults.add(
      token.span,
      "T4007",
      `\`${token.text}\` is a search word here`,
      `write \`${token.text.toUpperCase()}\` for the operator`,
      "warning",
    );
  }

  private warnMixed(clauses: readonly LuceneClause[]): void {
    const or = clauses.find((clause) => clause.conjunction === "or");
    if (!or || !clauses.some((clause) => clause.conjunction === "and")) return;
    const hint = "AND does not bind tighter than OR here: use brackets";
    this.faults.add(or.at, "T4008", "AND and OR are mixed without brackets", hint, "warning");
  }

  private peek = (): LuceneToken => this.tokens[Math.min(this.next, this.tokens.length - 1)] as LuceneToken;
  private previous = (): LuceneToken => this.tokens[this.next - 1] as LuceneToken;
  private is = (kind: LuceneTokenKind): boolean => this.peek().kind === kind;
}

function asQuery(clauses: readonly LuceneClause[]): LuceneQuery | undefined {
  const [first] = clauses;
  const last = clauses.at(-1);
  return first && last && { kind: "query", clauses, at: cover(first.at, last.at) };
}
