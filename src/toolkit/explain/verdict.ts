import type { Source } from "../../diagnostics/index.ts";
import type { FieldType } from "../../event/field-type.ts";
import { compileField } from "../../event/path.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { evaluate } from "../../matcher/reference.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { printPredicate } from "../../plan/print.ts";
import type { ValueExpr } from "../../plan/value.ts";

/** What a field held when a clause looked at it; no values means the event does not have it. */
export interface SeenField {
  readonly field: string;
  readonly values: readonly Scalar[];
}

/** One clause of a query and how it judged one event. Plain data. */
export interface Verdict {
  readonly kind: Predicate["kind"];
  readonly matched: boolean;
  /** The clause as the query has it, on one line; for clauses without text of their own the plan's wording. */
  readonly text: string;
  readonly seen: readonly SeenField[];
  readonly children: readonly Verdict[];
}

/**
 * Judges a predicate clause by clause with the reference interpreter. The top verdict equals the engine's.
 * @param query where the clauses' spans point to
 */
export function explainPredicate(predicate: Predicate, document: JsonObject, query: Source | undefined, now: number): Verdict {
  return {
    kind: predicate.kind,
    matched: evaluate(predicate, document, now),
    text: clauseText(predicate, query),
    seen: fieldsOf(predicate).map((field) => ({ field: field.name, values: [...compileField(field)(document)] })),
    children: childrenOf(predicate).map((child) => explainPredicate(child, document, query, now)),
  };
}

function clauseText(predicate: Predicate, query: Source | undefined): string {
  if (!predicate.at || !query) return printPredicate(predicate);
  return query.text.slice(predicate.at.start, predicate.at.end).split(/\s+/).join(" ").trim();
}

function childrenOf(predicate: Predicate): readonly Predicate[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.items;
    case "not":
      return [predicate.item];
    default:
      return [];
  }
}

/** The fields a leaf clause reads; groups show theirs in their children. */
function fieldsOf(predicate: Predicate): readonly FieldType[] {
  switch (predicate.kind) {
    case "all":
    case "none":
    case "and":
    case "or":
    case "not":
    case "anyField":
      return [];
    case "nested":
      return unique(collectNested(predicate.item));
    case "script":
      return unique(valueFields(predicate.value));
    default:
      return [predicate.field];
  }
}

const collectNested = (predicate: Predicate): readonly FieldType[] =>
  [predicate, ...childrenOf(predicate)].flatMap((p) => (p === predicate ? fieldsOf(p) : collectNested(p)));

function valueFields(expr: ValueExpr): readonly FieldType[] {
  switch (expr.kind) {
    case "literal":
      return [];
    case "field":
      return [expr.field];
    case "call":
      return expr.args.flatMap(valueFields);
    case "arithmetic":
    case "compare":
      return [...valueFields(expr.left), ...valueFields(expr.right)];
    case "logic":
      return expr.items.flatMap(valueFields);
    default:
      return valueFields(expr.item);
  }
}

const unique = (fields: readonly FieldType[]): readonly FieldType[] => [...new Map(fields.map((f) => [f.name, f])).values()];

