import { parseJavaRegexp } from "../../patterns/java-regexp.ts";
import { parseRegexp } from "../../patterns/regexp.ts";
import { type CallExpr, type Expr, isLiteral, type MatchExpr } from "./ast.ts";
import { reportFieldOperand } from "./in-values.ts";
import { foundText, type Scope, textOf } from "./scope.ts";
import type { Typed } from "./typed.ts";
import { isOpen } from "./types.ts";

/** `wildcard(field, "a*", …)` is `field like ("a*", …)`. */
export function asMatch(call: CallExpr): MatchExpr {
  const [item = { kind: "invalid", span: call.span } as const, ...patterns] = call.args;
  return { kind: "match", op: call.fold ? "like~" : "like", item, patterns, span: call.span };
}

/** `:`, `like` and `regex` are for strings. */
export function checkStringItem(scope: Scope, expr: MatchExpr, item: Typed): boolean {
  if (item.type === "invalid") return false;
  if (item.type === "string" || isOpen(item.type)) return true;
  const what = expr.op === ":" ? ":" : textOf(scope, expr);
  const message = `first argument of [${what}] must be [string], ${foundText(scope, item.node, item.typeName)}; consider using [==] instead`;
  scope.report(
    "T2051",
    item.node.span,
    message,
    item.type === "ip" ? 'or `cidrMatch(field, "10.0.0.0/8")` for a block of addresses' : "or `string(…)` to match the value as text",
  );
  return false;
}

/** Patterns are string constants, and regular expressions in the dialect they will run in. */
export function checkPatterns(scope: Scope, expr: MatchExpr, script: boolean): boolean {
  let sound = expr.patterns.length > 0;
  for (const pattern of expr.patterns) if (!checkPattern(scope, expr, pattern, script)) sound = false;
  return sound;
}

function checkPattern(scope: Scope, expr: MatchExpr, pattern: Expr, script: boolean): boolean {
  if (pattern.kind === "string") return !expr.op.startsWith("regex") || checkRegex(scope, expr, pattern, script);
  if (pattern.kind === "invalid") return false;
  if (!isLiteral(pattern)) {
    reportFieldOperand(scope, pattern, expr.op);
    return false;
  }
  const names = { number: "integer", boolean: "boolean", null: "null" } as const;
  const found = pattern.kind === "number" && pattern.decimal ? "double" : names[pattern.kind];
  scope.report(
    "T2051",
    pattern.span,
    `second argument of [${expr.op}] must be [string], ${foundText(scope, pattern, found)}`,
    patternHint(pattern.kind),
  );
  return false;
}

const patternHint = (kind: "number" | "boolean" | "null"): string =>
  kind === "null" ? "write `== null` to ask for a missing field" : "write the value in double quotes, or compare with `==`";

function checkRegex(scope: Scope, expr: MatchExpr, pattern: Expr & { kind: "string" }, script: boolean): boolean {
  const { error } = script ? parseJavaRegexp(pattern.value, expr.op === "regex~") : parseRegexp(pattern.value);
  if (!error) return true;
  const dialect = script ? "a Java regular expression, which runs on values that are computed" : "a Lucene regular expression";
  scope.report(
    "T2056",
    pattern.span,
    `This is not ${dialect}: ${error.message}`,
    'a backslash before a character takes its meaning away; in `"…"` write two of them',
  );
  return false;
}

/** The texts of checked patterns. */
export const patternTexts = (expr: MatchExpr): string[] =>
  expr.patterns.flatMap((pattern) => (pattern.kind === "string" ? [pattern.value] : []));

/** In EQL's patterns a backslash is a character like any other. */
export const escapePattern = (pattern: string): string => pattern.replaceAll("\\", "\\\\");

export const hasWildcard = (pattern: string): boolean => pattern.includes("*") || pattern.includes("?");
