import { evaluateDateMath } from "../../event/date-math.ts";
import type { FieldType } from "../../event/field-type.ts";
import { compareTerms, literalTerm, type Term } from "../../event/terms.ts";
import type { Bound, DateMath, RangePredicate } from "../../plan/predicate.ts";
import type { MatchRecord } from "../record.ts";
import { anyView, type FieldView, NEVER, type Scope, type Test, viewOf } from "./scope.ts";

/** A bound that reads the clock can only mean a date, so it makes a date of an unknown field. */
export function compileRange({ field, bounds }: RangePredicate, scope: Scope): Test {
  if (!bounds.some(readsClock)) return anyView(field, scope, (view) => inRange(view, bounds));
  const dated: FieldType = field.kind === "unknown" ? { ...field, kind: "date" } : field;
  const view = viewOf(dated, scope);
  return view.family === "date" ? inRange(view, bounds) : NEVER;
}

type Limit = (term: Term, record: MatchRecord) => boolean;

function inRange(view: FieldView, bounds: readonly Bound[]): Test {
  const { slot, family } = view;
  const limits: Limit[] = [];
  for (const bound of bounds) {
    const limit = readsClock(bound) ? movingLimit(view.field, bound.op, bound.value as DateMath) : fixedLimit(view, bound);
    if (!limit) return NEVER;
    limits.push(limit);
  }
  if (family === "object") return NEVER;
  if (family === "text") return (record) => anyWithin(slot.tokens(record).keys(), limits, record);
  return (record) => anyWithin(slot.terms(record), limits, record);
}

function anyWithin(terms: Iterable<Term>, limits: readonly Limit[], record: MatchRecord): boolean {
  for (const term of terms) if (isWithin(term, limits, record)) return true;
  return false;
}

function isWithin(term: Term, limits: readonly Limit[], record: MatchRecord): boolean {
  for (const limit of limits) if (!limit(term, record)) return false;
  return true;
}

function fixedLimit({ field, family }: FieldView, { op, value }: Bound): Limit | undefined {
  if (typeof value === "object") return undefined;
  const literal = family === "text" ? String(value) : literalTerm(field, value);
  if (literal === undefined) return undefined;
  const holds = HOLDS[op];
  return (term) => holds(compareTerms(term, literal));
}

/** Worked out again only when the record's clock has moved. */
function movingLimit(field: FieldType, op: Bound["op"], { dateMath, roundUp }: DateMath): Limit {
  const holds = HOLDS[op];
  let now = Number.NaN;
  let edge: number | undefined;
  return (term, record) => {
    if (record.now !== now) {
      now = record.now;
      edge = Number.isNaN(now) ? undefined : evaluateDateMath(dateMath, now, roundUp, field.formats);
    }
    return edge !== undefined && holds(compareTerms(term, edge));
  };
}

const readsClock = (bound: Bound): boolean => typeof bound.value === "object";

const HOLDS: Readonly<Record<Bound["op"], (order: number) => boolean>> = {
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
};
