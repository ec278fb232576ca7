import type { EsqlType } from "../../functions/esql/type.ts";
import { SPAN_UNITS, timeSpan } from "../../functions/esql/time-span.ts";
import { type EsqlScalar, valueOf } from "../../functions/esql/value.ts";
import type { ArrayLiteral, NumberLiteral, TimeSpanLiteral } from "./ast.ts";
import { didYouMean } from "../../diagnostics/index.ts";
import type { Scope } from "./scope.ts";
import { constantOf, invalidOf, type Typed } from "./typed.ts";

const INT = 2n ** 31n;
const LONG = 2n ** 63n;
const UNSIGNED = 2n ** 64n;

/** The narrowest type that holds a number as it is written: integer, long, unsigned_long, double. */
export function lowerNumber(scope: Scope, node: NumberLiteral): Typed {
  const known = node.decimal ? undefined : wholeNumber(BigInt(node.text));
  if (known) return constantOf(node, known.value, known.type);
  const value = Number(node.text);
  if (Number.isFinite(value)) return constantOf(node, value, "double");
  scope.report("T5020", node.span, `Number [${node.text}] is too large`, "a double goes up to 1.8e308");
  return invalidOf(node);
}

function wholeNumber(value: bigint): { readonly value: EsqlScalar; readonly type: EsqlType } | undefined {
  const plain = Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (value >= -INT && value < INT) return { value: plain, type: "integer" };
  if (value >= -LONG && value < LONG) return { value: plain, type: "long" };
  return value >= 0n && value < UNSIGNED ? { value: plain, type: "unsigned_long" } : undefined;
}

/** `[…]`: numbers of different types meet in the widest; anything else must be of one type. */
export function lowerArray(scope: Scope, node: ArrayLiteral, items: readonly Typed[]): Typed {
  if (items.some(({ invalid }) => invalid)) return invalidOf(node);
  const types = new Set(items.map(({ expr }) => expr.type));
  const type =
    types.size === 1 ? [...types][0] : WIDENING.find((wide) => types.has(wide) && [...types].every((each) => WIDENING.includes(each)));
  if (type === undefined || type === "null") {
    scope.report(
      "T5021",
      node.span,
      "The values of a list must be constants of one type",
      "write numbers, strings or booleans only, and no `null`",
    );
    return invalidOf(node);
  }
  const values = items.map(({ constant }) => (type === "double" ? Number(constant) : (constant as EsqlScalar)));
  return constantOf(node, valueOf(values), type);
}

/** Widest first. */
const WIDENING: readonly EsqlType[] = ["double", "unsigned_long", "long", "integer"];

export function lowerTimeSpan(scope: Scope, node: TimeSpanLiteral): Typed {
  const span = timeSpan(Number(node.amount), node.unit);
  if (span) return constantOf(node, span.span, span.type);
  const known = SPAN_UNITS.has(node.unit.toLowerCase());
  const message = known ? `Number [${node.amount}] outside of [${node.unit}] range` : `Unexpected temporal unit: '${node.unit}'`;
  const hint = known ? undefined : didYouMean(node.unit, SPAN_UNITS.keys());
  scope.report("T5022", node.unitSpan, message, hint ?? UNITS_HINT);
  return invalidOf(node);
}

const UNITS_HINT = "the units are `ms`, `seconds`, `minutes`, `hours`, `days`, `weeks`, `months`, `quarters`, `years`";
