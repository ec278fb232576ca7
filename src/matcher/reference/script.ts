import { type FieldType, familyOf } from "../../event/field-type.ts";
import { documentTerm } from "../../event/terms.ts";
import { arithmetic, negate } from "../../functions/arithmetic.ts";
import { FUNCTIONS, type Value } from "../../functions/table.ts";
import { parseJavaRegexp } from "../../patterns/java-regexp.ts";
import type { CompareExpr, ValueExpr } from "../../plan/value.ts";
import { order } from "./comparison.ts";
import type { Reading } from "./reading.ts";
import { fitsWildcard } from "./wildcard.ts";

/** The value chosen for each field. */
type Choice = ReadonlyMap<string, Value>;

/** Whether the expression is true for some choice of one value of each of its fields. */
export function holdsFor(expression: ValueExpr, reading: Reading): boolean {
  let choices: Choice[] = [new Map()];
  for (const [key, field] of new Map(fieldsOf(expression).map((each) => [keyOf(each), each]))) {
    const values = scriptValues(field, reading);
    choices = choices.flatMap((choice) => values.map((value) => new Map(choice).set(key, value)));
  }
  return choices.some((choice) => valueOf(expression, choice) === true);
}

const keyOf = (field: FieldType): string => [field.path, field.kind, field.normalizer].join(" ");

function fieldsOf(expression: ValueExpr): readonly FieldType[] {
  switch (expression.kind) {
    case "literal":
      return [];
    case "field":
      return [expression.field];
    case "call":
      return expression.args.flatMap(fieldsOf);
    case "logic":
      return expression.items.flatMap(fieldsOf);
    case "arithmetic":
    case "compare":
      return [...fieldsOf(expression.left), ...fieldsOf(expression.right)];
    case "negate":
    case "isNull":
    case "notValue":
    case "in":
    case "like":
    case "regex":
      return fieldsOf(expression.item);
  }
}

/** Texts, numbers and booleans in their field's type, the rest as written; null where there is no value. */
function scriptValues(field: FieldType, reading: Reading): readonly Value[] {
  const values = reading.values(field);
  const typed = ["string", "integer", "decimal", "boolean"].includes(familyOf(field.kind));
  const own = typed ? values.map((value) => documentTerm(field, value)).filter((value) => value !== undefined) : values;
  return own.length === 0 ? [null] : own;
}

function valueOf(expression: ValueExpr, choice: Choice): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "field":
      return choice.get(keyOf(expression.field)) ?? null;
    case "call":
      return (
        FUNCTIONS.get(expression.name.toLowerCase())?.call(
          expression.args.map((arg) => valueOf(arg, choice)),
          expression.fold,
        ) ?? null
      );
    case "arithmetic":
      return arithmetic(expression.op, valueOf(expression.left, choice), valueOf(expression.right, choice), expression.decimal);
    case "negate":
      return negate(valueOf(expression.item, choice));
    case "compare":
      return compare(expression.op, valueOf(expression.left, choice), valueOf(expression.right, choice));
    case "isNull":
      return valueOf(expression.item, choice) === null;
    case "notValue":
      return negated(valueOf(expression.item, choice));
    case "logic":
      return logic(
        expression.op,
        expression.items.map((item) => valueOf(item, choice)),
      );
    case "in":
    case "like":
    case "regex":
      return isAmong(expression, valueOf(expression.item, choice));
  }
}

const negated = (value: Value): Value => (value === true ? false : value === false ? true : null);

function logic(op: "and" | "or", values: readonly Value[]): Value {
  if (op === "or") return values.includes(true) ? true : values.every((value) => value === false) ? false : null;
  return values.includes(false) ? false : values.every((value) => value === true) ? true : null;
}

function isAmong(expression: Extract<ValueExpr, { kind: "in" | "like" | "regex" }>, value: Value): Value {
  if (value === null || (expression.kind !== "in" && typeof value !== "string")) return null;
  const lower = (each: Value): Value => (expression.fold && typeof each === "string" ? each.toLowerCase() : each);
  switch (expression.kind) {
    case "in":
      return expression.values.some((other) => compare("==", lower(value), lower(other)) === true);
    case "like":
      return expression.patterns.some((pattern) => fitsWildcard(String(lower(pattern)), String(lower(value))));
    case "regex":
      return expression.patterns.some((pattern) => parseJavaRegexp(pattern, expression.fold).ok?.fits(String(value)) === true);
  }
}

function compare(op: CompareExpr["op"], left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (typeOf(left) !== typeOf(right)) return null;
  if (typeof left === "boolean" && op !== "==" && op !== "!=") return null;
  const unordered = Number.isNaN(left) || Number.isNaN(right);
  const where = order(left, right);
  switch (op) {
    case "==":
      return !unordered && where === 0;
    case "!=":
      return unordered || where !== 0;
    case "<":
      return !unordered && where < 0;
    case "<=":
      return !unordered && where <= 0;
    case ">":
      return !unordered && where > 0;
    case ">=":
      return !unordered && where >= 0;
  }
}

const typeOf = (value: Value): string => (typeof value === "bigint" ? "number" : typeof value);
