import type { Span } from "../../diagnostics/index.ts";
import type { EsqlArgument } from "../../functions/esql/function.ts";
import type { EsqlType } from "../../functions/esql/type.ts";
import { type EsqlScalar, type EsqlValue, isMulti } from "../../functions/esql/value.ts";
import type { EsqlExpr, EsqlLiteral, EsqlLiteralScalar } from "../../plan/esql.ts";
import type { Expr } from "./ast.ts";

/** An expression that has been resolved, checked and folded. */
export interface Typed {
  readonly node: Expr;
  readonly expr: EsqlExpr;
  /** Its value, where that is known before any row. */
  readonly constant?: EsqlValue;
  /** Stands in the place of what has been reported: it fits everywhere. */
  readonly invalid?: true;
}

export const typeOf = ({ expr }: Typed): EsqlType => expr.type;

/** An expression that has its value with each row. */
export const typed = (node: Expr, expr: EsqlExpr): Typed => ({ node, expr });

/** A constant of a type. */
export const constantOf = (node: Expr, value: EsqlValue, type: EsqlType): Typed => ({
  node,
  expr: literalOf(value, type, node.span),
  constant: value,
});

/** In the place of what has been reported. */
export const invalidOf = (node: Expr): Typed => ({
  node,
  expr: { kind: "literal", value: null, type: "null" },
  constant: null,
  invalid: true,
});

/** A value as a plan has it. */
export function literalOf(value: EsqlValue, type: EsqlType, at: Span): EsqlLiteral {
  if (value === null) return { kind: "literal", value, type, at };
  return { kind: "literal", value: isMulti(value) ? value.map(plainOf) : plainOf(value), type, at };
}

const plainOf = (value: EsqlScalar): EsqlLiteralScalar => (typeof value === "bigint" ? String(value) : value);

/** What a function is told of an argument. */
export const argumentOf = ({ expr, constant }: Typed): EsqlArgument => ({ type: expr.type, ...(constant !== undefined && { constant }) });
