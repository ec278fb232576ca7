import type { Source } from "../../diagnostics/index.ts";
import type { FieldTable } from "../../event/field-type.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { compileField } from "../../event/path.ts";
import { evaluate } from "../../matcher/reference.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { printPredicate } from "../../plan/print.ts";
import { createNotes, type Notes } from "./notes.ts";
import { fieldsOf } from "./fields-of.ts";

/** What a field held when a clause looked at it; no values means the event does not have it. */
export interface SeenField {
  readonly field: string;
  readonly values: readonly Scalar[];
}

/** One clause of a query and how it judged one event. Plain data. */
export interface Verdict {
  readonly kind: Predicate["kind"];
  readonly matched: boolean;
  /** What the clause must be for the query to hold: false inside a negation. */
  readonly wanted: boolean;
  /** The clause as the query has it, on one line; for clauses without text of their own the plan's wording. */
  readonly text: string;
  readonly seen: readonly SeenField[];
  /** Why it fails, where the values alone do not say it; sentences for people. */
  readonly notes?: readonly string[];
  readonly children: readonly Verdict[];
}

/** What clauses are judged on, and with. */
export interface VerdictContext {
  readonly document: JsonObject;
  /** What `now` means, epoch milliseconds. */
  readonly now: number;
  /** Where the clauses' spans point to. */
  readonly query: Source | undefined;
  readonly fields: FieldTable;
}

/** Judges a predicate clause by clause with the reference interpreter. The top verdict equals the engine's. */
export const explainPredicate = (predicate: Predicate, context: VerdictContext): Verdict =>
  judge(predicate, true, context, createNotes(context.document, context.fields, context.now));

function judge(predicate: Predicate, wanted: boolean, context: VerdictContext, notes: Notes): Verdict {
  const matched = evaluate(predicate, context.document, context.now);
  const fields = fieldsOf(predicate);
  const told = wanted && !matched ? notes.on(predicate, fields) : [];
  return {
    kind: predicate.kind,
    matched,
    wanted,
    text: clauseText(predicate, context.query),
    seen: fields.map((field) => ({ field: field.name, values: [...compileField(field)(context.document)] })),
    ...(told.length > 0 && { notes: told }),
    children: childrenOf(predicate).map((child) => judge(child, predicate.kind === "not" ? !wanted : wanted, context, notes)),
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
