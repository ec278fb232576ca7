import type { FieldType } from "../../event/field-type.ts";
import type { Scalar } from "../../event/json.ts";
import { valueText } from "../../functions/string.ts";
import type { QueryFunction, Value } from "../../functions/table.ts";
import type { ValueExpr } from "../../plan/value.ts";
import type { Expr } from "./ast.ts";
import { type EqlType, typeName } from "./types.ts";

/** An expression that has been resolved, checked and folded. */
export interface Typed {
  readonly node: Expr;
  readonly value: ValueExpr;
  readonly type: EqlType;
  /** The type as messages call it. */
  readonly typeName: string;
  /** The value is known before any event is read. */
  readonly constant?: Constant;
  /** The expression is nothing but this field. */
  readonly field?: FieldType;
  /** The expression is nothing but this call. */
  readonly call?: { readonly called: QueryFunction; readonly args: readonly Typed[] };
}

export interface Constant {
  readonly value: Value;
  /** A null that a function or an operator made out of a null, as opposed to one that stands in the query. */
  readonly computed: boolean;
}

export type TypedConstant = Typed & { readonly constant: Constant };

export const isConstant = (item: Typed): item is TypedConstant => item.constant !== undefined;

export function typed(node: Expr, value: ValueExpr, type: EqlType): Typed {
  return { node, value, type, typeName: typeName(type) };
}

export function constantOf(node: Expr, value: Value, type: EqlType, computed = false): TypedConstant {
  const name = type === "integer" && !isInt(value) ? "long" : typeName(type);
  const literal = typeof value === "bigint" ? Number(value) : value;
  return { node, value: { kind: "literal", value: literal, at: node.span }, type, typeName: name, constant: { value, computed } };
}

export const nullOf = (node: Expr, computed = false): TypedConstant => constantOf(node, null, "null", computed);

/** In the place of what has been reported. */
export const invalidOf = (node: Expr): Typed => typed(node, { kind: "literal", value: null }, "invalid");

const isInt = (value: Value): boolean => typeof value === "number" && value >= -(2 ** 31) && value < 2 ** 31;

/** A constant as field predicates carry it: a number beside a string field as Java writes it, a long past 2^53 as text. */
export function literalFor(ofStrings: boolean, { constant, type }: TypedConstant): Scalar | null {
  const { value } = constant;
  if (typeof value === "bigint") return String(value);
  return ofStrings && typeof value === "number" ? valueText(value, type === "decimal") : value;
}
