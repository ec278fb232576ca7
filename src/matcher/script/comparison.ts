import { compareTerms } from "../../event/terms.ts";
import type { Value } from "../../functions/table.ts";
import type { CompareExpr } from "../../plan/value.ts";

/**
 * Compares two values as scripts do: null where one is null or their types differ (a text and a number), and where
 * booleans are asked for an order. Texts go by code point, numbers by value; NaN equals nothing.
 */
export function compareValues(op: CompareExpr["op"], left: Value, right: Value): boolean | null {
  if (left === null || right === null) return null;
  if (isNumber(left) && isNumber(right)) {
    if (Number.isNaN(left) || Number.isNaN(right)) return op === "!=";
    return HOLDS[op](compareTerms(left, right));
  }
  if (typeof left !== typeof right) return null;
  if (typeof left === "boolean" && op !== "==" && op !== "!=") return null;
  return HOLDS[op](compareTerms(left, right));
}

export const equalValues = (left: Value, right: Value): boolean => compareValues("==", left, right) === true;

const isNumber = (value: Value): value is number | bigint => typeof value === "number" || typeof value === "bigint";

const HOLDS: Readonly<Record<CompareExpr["op"], (order: number) => boolean>> = {
  "==": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};
