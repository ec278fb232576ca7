import type { FieldSlot } from "../slot.ts";
import { familyOf, type FieldType } from "../../event/field-type.ts";
import { arithmetic, negate } from "../../functions/arithmetic.ts";
import { FUNCTIONS, type Value } from "../../functions/table.ts";
import type { CallExpr, InExpr, LikeExpr, LogicExpr, RegexExpr, ValueExpr } from "../../plan/value.ts";
import { parseJavaRegexp } from "../../patterns/java-regexp.ts";
import type { MatchRecord } from "../record.ts";
import { compileWildcards } from "../../patterns/wildcard.ts";
import { compareValues, equalValues } from "./comparison.ts";

/** Works out an expression for one choice of one value for each field (null where it has none). */
export type Evaluate = (frame: readonly Value[]) => Value;
/** The values of one field of the expression. */
export type FieldValues = (record: MatchRecord) => readonly Value[];

export interface CompiledValue {
  /** The distinct fields of the expression, in the order of the frame. */
  readonly fields: readonly FieldValues[];
  readonly evaluate: Evaluate;
}

/** Where field values come from; a matcher's scope. */
export interface SlotSource {
  slot(field: FieldType): FieldSlot;
}

/**
 * Compiles an expression of EQL's scripts: three-valued, null for unknown.
 * @throws on a function that does not exist or a regular expression that is refused, which lowering has to report
 */
export function compileValue(expression: ValueExpr, source: SlotSource): CompiledValue {
  const fields = new Map<FieldSlot, { place: number; read: FieldValues }>();
  const place = (field: FieldType): number => {
    const slot = source.slot(field);
    const known = fields.get(slot) ?? { place: fields.size, read: valuesOf(slot, field) };
    fields.set(slot, known);
    return known.place;
  };
  const evaluate = compileExpr(expression, place);
  return {
    fields: fields
      .values()
      .map(({ read }) => read)
      .toArray(),
    evaluate,
  };
}

/** Numbers and booleans as the field's type has them; everything else as written. */
function valuesOf(slot: FieldSlot, field: FieldType): FieldValues {
  const family = familyOf(field.kind);
  const typed = family === "string" || family === "integer" || family === "decimal" || family === "boolean";
  return typed ? (record) => slot.terms(record) : (record) => slot.values(record);
}

type Place = (field: FieldType) => number;

function compileExpr(expression: ValueExpr, place: Place): Evaluate {
  const sub = (item: ValueExpr): Evaluate => compileExpr(item, place);
  switch (expression.kind) {
    case "literal":
      return constant(expression.value);
    case "field":
      return fieldAt(place(expression.field));
    case "call":
      return compileCall(expression, expression.args.map(sub));
    case "arithmetic": {
      const { op, decimal } = expression;
      const [left, right] = [sub(expression.left), sub(expression.right)];
      return (frame) => arithmetic(op, left(frame), right(frame), decimal === true);
    }
    case "negate":
      return map(sub(expression.item), negate);
    case "compare": {
      const { op } = expression;
      const [left, right] = [sub(expression.left), sub(expression.right)];
      return (frame) => compareValues(op, left(frame), right(frame));
    }
    case "isNull":
      return map(sub(expression.item), (value) => value === null);
    case "logic":
      return compileLogic(expression, expression.items.map(sub));
    case "notValue":
      return map(sub(expression.item), (value) => (typeof value === "boolean" ? !value : null));
    case "in":
      return compileIn(expression, sub(expression.item));
    case "like":
      return compileLike(expression, sub(expression.item));
    case "regex":
      return compileRegex(expression, sub(expression.item));
  }
}

const constant =
  (value: Value): Evaluate =>
  () =>
    value;
const fieldAt =
  (place: number): Evaluate =>
  (frame) =>
    frame[place] ?? null;
const map =
  (item: Evaluate, apply: (value: Value) => Value): Evaluate =>
  (frame) =>
    apply(item(frame));

function compileCall({ name, fold }: CallExpr, args: readonly Evaluate[]): Evaluate {
  const called = FUNCTIONS.get(name.toLowerCase());
  if (!called) throw new Error(`a plan calls a function that does not exist: ${name}`);
  return (frame) =>
    called.call(
      args.map((arg) => arg(frame)),
      fold,
    );
}

/** Kleene's logic: the operator's decisive value wins over null, null over the other. */
function compileLogic({ op }: LogicExpr, items: readonly Evaluate[]): Evaluate {
  const decisive = op === "or";
  return (frame) => {
    let result: Value = !decisive;
    for (const item of items) {
      const value = item(frame);
      if (value === decisive) return decisive;
      if (typeof value !== "boolean") result = null;
    }
    return result;
  };
}

/** The `~` of scripts lower-cases whole texts, all of Unicode, unlike that of field predicates. */
const lower = (value: Value): Value => (typeof value === "string" ? value.toLowerCase() : value);

function compileIn({ values, fold }: InExpr, item: Evaluate): Evaluate {
  const wanted: readonly Value[] = fold ? values.map(lower) : values;
  return map(item, (value) => {
    if (value === null) return null;
    const given = fold ? lower(value) : value;
    return wanted.some((other) => equalValues(given, other));
  });
}

function compileLike({ patterns, fold }: LikeExpr, item: Evaluate): Evaluate {
  const fits = compileWildcards(fold ? patterns.map((pattern) => pattern.toLowerCase()) : patterns);
  return map(item, (value) => (typeof value === "string" ? fits(fold ? value.toLowerCase() : value) : null));
}

function compileRegex({ patterns, fold }: RegexExpr, item: Evaluate): Evaluate {
  const expressions = patterns.map((pattern) => {
    const { ok, error } = parseJavaRegexp(pattern, fold);
    if (!ok) throw new Error(`a plan holds a faulty regular expression: ${error.message}`);
    return ok;
  });
  return map(item, (value) => (typeof value === "string" ? expressions.some((expression) => expression.fits(value)) : null));
}
