import type { FieldType } from "../event/field-type.ts";
import type { Scalar } from "../event/json.ts";
import type { Bound, Predicate } from "./predicate.ts";
import { printEsqlExpr } from "./print-esql.ts";
import type { ValueExpr } from "./value.ts";

/** A predicate as one line of text for people: what `--plan` and `explain` show where there is no query text. */
export function printPredicate(p: Predicate): string {
  switch (p.kind) {
    case "all":
      return "true";
    case "none":
      return "false";
    case "and":
      return group(p.items, " and ", "true");
    case "or":
      return group(p.items, " or ", "false");
    case "not":
      return `not ${printPredicate(p.item)}`;
    case "exists":
      return `exists(${name(p.field)})`;
    case "single":
      return `single(${name(p.field)})`;
    case "term":
      return `${name(p.field)} ${equals(p.fold)} ${literal(p.value)}`;
    case "terms":
      return `${name(p.field)} ${p.fold ? "in~" : "in"} (${some(p.values.map(literal))})`;
    case "range":
      return p.bounds.map((b) => `${name(p.field)} ${COMPARISON[b.op]} ${bound(b)}`).join(" and ");
    case "wildcard":
      return `${name(p.field)} ${p.fold ? "like~" : "like"} (${p.patterns.map(literal).join(", ")})`;
    case "prefix":
      return `${name(p.field)} ${p.fold ? "starts~" : "starts"} ${literal(p.value)}`;
    case "regexp":
      return `${name(p.field)} ${p.fold ? "regex~" : "regex"} (${p.patterns.map(literal).join(", ")})`;
    case "fuzzy":
      return `${name(p.field)} within ${p.edits} of ${literal(p.value)}`;
    case "cidr":
      return `${name(p.field)} in blocks (${some(p.blocks)})`;
    case "text":
      return `${name(p.field)} has ${p.operator === "phrase" ? "phrase" : p.operator === "and" ? "all" : "any"} (${p.tokens.map(literal).join(", ")})`;
    case "wordsIn":
      return `${name(p.field)} has its words in one of (${some(p.texts.map(literal))})`;
    case "anyField":
      return `any field ${p.mode} ${literal(p.text)}`;
    case "nested":
      return `${p.path} { ${printPredicate(p.item)} }`;
    case "script":
      return `script(${printValue(p.value)})`;
    case "esqlTrue":
      return printEsqlExpr(p.value, printPredicate);
  }
}

/** An expression as one line of text. */
export function printValue(e: ValueExpr): string {
  switch (e.kind) {
    case "literal":
      return e.value === null ? "null" : literal(e.value);
    case "field":
      return name(e.field);
    case "call":
      return `${e.name}${e.fold ? "~" : ""}(${e.args.map(printValue).join(", ")})`;
    case "arithmetic":
    case "compare":
      return `(${printValue(e.left)} ${e.op} ${printValue(e.right)})`;
    case "negate":
      return `-${printValue(e.item)}`;
    case "isNull":
      return `(${printValue(e.item)} is null)`;
    case "logic":
      return `(${e.items.map(printValue).join(` ${e.op} `)})`;
    case "notValue":
      return `not ${printValue(e.item)}`;
    case "in":
      return `(${printValue(e.item)} ${e.fold ? "in~" : "in"} (${e.values.map(literal).join(", ")}))`;
    case "like":
      return `(${printValue(e.item)} ${e.fold ? "like~" : "like"} (${e.patterns.map(literal).join(", ")}))`;
    case "regex":
      return `(${printValue(e.item)} ${e.fold ? "regex~" : "regex"} (${e.patterns.map(literal).join(", ")}))`;
  }
}

const COMPARISON = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

const name = (field: FieldType): string => (field.kind === "keyword" ? field.name : `${field.name}:${field.kind}`);
const equals = (fold: boolean): string => (fold ? "=~" : "==");
const literal = (value: Scalar): string => JSON.stringify(value);
const bound = ({ value }: Bound): string => (typeof value === "object" ? value.dateMath : literal(value));

/** How many values of a list are shown: value lists may have a million. */
const MAX_SHOWN = 50;

const some = (values: readonly string[]): string =>
  values.length <= MAX_SHOWN ? values.join(", ") : `${values.slice(0, MAX_SHOWN).join(", ")}, … ${values.length - MAX_SHOWN} more`;

const group = (items: readonly Predicate[], separator: string, empty: string): string =>
  items.length === 0 ? empty : `(${items.map(printPredicate).join(separator)})`;
