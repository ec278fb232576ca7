import type { Value } from "../../functions/table.ts";
import type { Expr } from "./ast.ts";
import { type Scope, textOf } from "./scope.ts";
import { constantOf, invalidOf, nullOf, type Typed } from "./typed.ts";
import type { EqlType } from "./types.ts";

/** A decimal anywhere makes the result one; whole numbers stay whole; else only the values can tell. */
export function arithmeticType(items: readonly Typed[]): EqlType {
  if (items.some((item) => item.type === "decimal")) return "decimal";
  return items.every((item) => item.type === "integer") ? "integer" : "number";
}

/** A constant that Elasticsearch cannot compute is an error there too. */
export function foldNumber(scope: Scope, expr: Expr, from: readonly Typed[], type: EqlType, result: Value): Typed {
  if (result !== null) return constantOf(expr, result, type);
  if (from.some((item) => item.constant?.value === null)) return nullOf(expr, true);
  scope.report(
    "T2057",
    expr.span,
    `[${textOf(scope, expr)}] cannot be computed: it divides by zero or exceeds 64 bits`,
    "mend the numbers, or make one a decimal such as `2.0`",
  );
  return invalidOf(expr);
}
