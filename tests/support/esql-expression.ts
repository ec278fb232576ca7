import { CASTS } from "../../src/functions/esql/cast.ts";
import { isFault } from "../../src/functions/esql/define.ts";
import type { EsqlArgument, EsqlCallContext, EsqlFunction } from "../../src/functions/esql/function.ts";
import { underLaws } from "../../src/functions/esql/laws.ts";
import { ESQL_FUNCTIONS } from "../../src/functions/esql/table.ts";
import type { EsqlType } from "../../src/functions/esql/type.ts";
import type { EsqlScalar, EsqlValue, TimeSpan } from "../../src/functions/esql/value.ts";
import { commonType } from "../../src/functions/esql/widen.ts";

/** A constant and its type. */
export interface Typed {
  readonly type: EsqlType;
  readonly value: EsqlValue;
}

/** Calls a function of the table on constants, as the evaluator does: types checked, laws applied. */
export function call(name: string, args: readonly Typed[], context: EsqlCallContext, options?: Record<string, EsqlValue>): Typed {
  const entry = ESQL_FUNCTIONS.get(name);
  if (!entry) throw new Error(`unknown function ${name}`);
  const known: EsqlArgument[] = args.map(({ type, value }) => ({ type, constant: value }));
  checkTypes(entry, known);
  const type = entry.result(known);
  if (isFault(type)) throw new Error(type.fault);
  const prepared = entry.prepare(known, options);
  if (isFault(prepared)) throw new Error(prepared.fault);
  return {
    type,
    value: underLaws(entry, prepared)(
      args.map(({ value }) => value),
      context,
    ),
  };
}

function checkTypes({ name, params }: EsqlFunction, args: readonly EsqlArgument[]): void {
  for (const [i, { type }] of args.entries()) {
    const param = params[Math.min(i, params.length - 1)];
    if (!param || (i >= params.length && !param.variadic)) throw new Error(`too many arguments for ${name}`);
    if (type !== "null" && !param.types.includes(type)) throw new Error(`${name}: argument ${i + 1} cannot be ${type}`);
  }
  const least = params.filter((param) => !param.optional).length;
  if (args.length < least) throw new Error(`too few arguments for ${name}`);
}

const TOKEN = /\s*("""[\s\S]*?"""|"(?:\\.|[^"\\])*"|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z_@][\w@]*|::|==|!=|<=|>=|[<>+\-*/%()[\]{},:])/y;

/** Reads and evaluates an expression over constants: as much of the language as the examples of functions use. */
export function evaluate(text: string, context: EsqlCallContext): Typed {
  return new Reader(text, context).whole();
}

const LEVELS: readonly (readonly string[])[] = [["or"], ["and"], ["==", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]];
const COMPARISON = 2;

class Reader {
  private readonly tokens: string[] = [];
  private at = 0;
  private readonly context: EsqlCallContext;

  constructor(text: string, context: EsqlCallContext) {
    this.context = context;
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) this.tokens.push(match[1] as string);
  }

  whole(): Typed {
    const value = this.level(0);
    if (this.at < this.tokens.length) throw new Error(`unexpected ${this.peek()}`);
    return value;
  }

  private level(depth: number): Typed {
    const operators = LEVELS[depth];
    if (!operators) return this.unary();
    if (depth === COMPARISON && this.accept("not")) return this.call("not", [this.level(depth)]);
    let left = this.level(depth + 1);
    if (depth === COMPARISON) left = this.predicate(left);
    while (operators.includes(this.peek().toLowerCase())) left = this.call(this.next().toLowerCase(), [left, this.level(depth + 1)]);
    return left;
  }

  private predicate(left: Typed): Typed {
    if (this.accept("is")) {
      const name = this.accept("not") ? "is not null" : "is null";
      this.next();
      return this.call(name, [left]);
    }
    const name = ["in", "like", "rlike"].find((word) => this.accept(word));
    if (!name) return left;
    if (this.peek() !== "(") return this.call(name, [left, this.unary()]);
    this.next();
    return this.call(name, [left, ...this.list(")")]);
  }

  private unary(): Typed {
    if (this.peek() === "-") {
      this.next();
      const sign = /^[\d.]/.test(this.peek());
      return sign ? this.casts(number(`-${this.next()}`)) : this.call("neg", [this.unary()]);
    }
    return this.casts(this.primary());
  }

  private casts(typed: Typed): Typed {
    let value = typed;
    while (this.accept("::")) value = this.call(CASTS.get(this.next().toLowerCase())?.call ?? "", [value]);
    return value;
  }

  private primary(): Typed {
    const token = this.next();
    if (token === "(") return this.closed(this.level(0), ")");
    if (token === "[") return several(this.list("]"));
    if (token.startsWith('"')) return { type: "keyword", value: stringOf(token) };
    if (/^[\d.]/.test(token)) return this.spanOr(number(token));
    const word = token.toLowerCase();
    if (word === "null") return { type: "null", value: null };
    if (word === "true" || word === "false") return { type: "boolean", value: word === "true" };
    if (this.next() !== "(") throw new Error(`unexpected ${token}`);
    return this.arguments(word);
  }

  private arguments(name: string): Typed {
    const args: Typed[] = [];
    while (!this.accept(")")) {
      if (this.accept("{")) return this.closed(this.call(name, args, this.map()), ")");
      args.push(this.level(0));
      this.accept(",");
    }
    return this.call(name, args);
  }

  private map(): Record<string, EsqlValue> {
    const options: Record<string, EsqlValue> = {};
    while (!this.accept("}")) {
      const name = stringOf(this.next());
      this.next();
      options[name] = this.level(0).value;
      this.accept(",");
    }
    return options;
  }

  private spanOr(value: Typed): Typed {
    const unit = SPANS[this.peek().toLowerCase().replace(/s$/, "")];
    if (!unit) return value;
    this.next();
    return unit(value.value as number);
  }

  private list(close: string): Typed[] {
    const items: Typed[] = [];
    while (!this.accept(close)) {
      items.push(this.level(0));
      this.accept(",");
    }
    return items;
  }

  private closed(value: Typed, close: string): Typed {
    if (!this.accept(close)) throw new Error(`${close} is missing before ${this.peek()}`);
    return value;
  }

  private call(name: string, args: readonly Typed[], options?: Record<string, EsqlValue>): Typed {
    return call(name, args, this.context, options);
  }

  private peek(): string {
    return this.tokens[this.at] ?? "";
  }

  private next(): string {
    return this.tokens[this.at++] ?? "";
  }

  private accept(token: string): boolean {
    if (this.peek().toLowerCase() !== token) return false;
    this.at++;
    return true;
  }
}

const span = (type: "date_period" | "time_duration", part: Partial<TimeSpan>): Typed => ({
  type,
  value: { months: 0, days: 0, milliseconds: 0, ...part },
});

const SPANS: Readonly<Record<string, (count: number) => Typed>> = {
  millisecond: (count) => span("time_duration", { milliseconds: count }),
  second: (count) => span("time_duration", { milliseconds: count * 1000 }),
  minute: (count) => span("time_duration", { milliseconds: count * 60_000 }),
  hour: (count) => span("time_duration", { milliseconds: count * 3_600_000 }),
  day: (count) => span("date_period", { days: count }),
  week: (count) => span("date_period", { days: count * 7 }),
  month: (count) => span("date_period", { months: count }),
  quarter: (count) => span("date_period", { months: count * 3 }),
  year: (count) => span("date_period", { months: count * 12 }),
};

function number(token: string): Typed {
  if (/[.eE]/.test(token)) return { type: "double", value: Number(token) };
  const value = BigInt(token);
  const plain = Number.isSafeInteger(Number(token)) ? Number(token) : value;
  if (value >= -(2n ** 31n) && value < 2n ** 31n) return { type: "integer", value: plain };
  return { type: value >= 2n ** 63n ? "unsigned_long" : "long", value: plain };
}

function several(items: readonly Typed[]): Typed {
  const type = items.reduce<EsqlType>((common, item) => commonType(common, item.type) ?? common, "null");
  return { type, value: items.map((item) => item.value as EsqlScalar) };
}

function stringOf(token: string): string {
  return token.startsWith('"""') ? token.slice(3, -3) : (JSON.parse(token) as string);
}
