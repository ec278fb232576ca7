import type { FieldTable, FieldType } from "../../event/field-type.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { compileField } from "../../event/path.ts";
import { evaluate } from "../../matcher/reference.ts";
import { fieldsOf } from "../../plan/fields-of.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { printPredicate } from "../../plan/print.ts";
import type { RuleQuery } from "../../rules/model.ts";
import { esqlTest, esqlTestText, SEVERAL, withoutNot } from "./esql-test.ts";
import { createNotes, type Notes } from "./notes.ts";

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
  /** How many values or patterns it lists, where it lists some. */
  readonly listed?: number;
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
  readonly query: RuleQuery | undefined;
  readonly fields: FieldTable;
}

/** Judges a predicate clause by clause with the reference interpreter. The top verdict equals the engine's. */
export const explainPredicate = (predicate: Predicate, context: VerdictContext): Verdict =>
  judge(predicate, true, context, createNotes(context.document, context.fields, context.now));

function judge(predicate: Predicate, wanted: boolean, context: VerdictContext, notes: Notes): Verdict {
  const matched = evaluate(predicate, context.document, context.now);
  const test = esqlTest(predicate);
  const subject = test ? withoutNot(test) : predicate;
  const fields = fieldsOf(subject);
  const seen = fields.map((field) => ({ field: field.name, values: [...compileField(field)(context.document)] }));
  const several = test && seen.some(({ values }) => values.length > 1) ? [SEVERAL] : [];
  const told = wanted && !matched ? [...(test === undefined || test === subject ? notes.on(subject, fields) : []), ...several] : [];
  return {
    kind: subject.kind,
    matched,
    wanted,
    text: clauseText(predicate, fields, context.query),
    ...listedIn(predicate),
    seen,
    ...(told.length > 0 && { notes: told }),
    children: childrenOf(predicate).map((child) => judge(child, predicate.kind === "not" ? !wanted : wanted, context, notes)),
  };
}

function clauseText(predicate: Predicate, fields: readonly FieldType[], query: RuleQuery | undefined): string {
  if (!predicate.at || !query) return printPredicate(predicate);
  const test = esqlTest(predicate);
  if (test) return esqlTestText(predicate.at, test, query);
  const text = query.source.text.slice(predicate.at.start, predicate.at.end).split(/\s+/).join(" ").trim();
  const [field] = fields;
  return field && query.language !== "eql" && isBareValue(text, field) ? `${field.name}: ${text}` : text;
}

/** One of the values in `field: (a or b)`: it stands in the query without its field. */
const isBareValue = (text: string, field: FieldType): boolean => !text.includes(field.name) && !/^[\w.@*\\-]+\s*[:<>]/.test(text);

function listedIn(predicate: Predicate): { readonly listed?: number } {
  switch (predicate.kind) {
    case "terms":
      return { listed: predicate.values.length };
    case "wildcard":
    case "regexp":
      return { listed: predicate.patterns.length };
    case "cidr":
      return { listed: predicate.blocks.length };
    case "wordsIn":
      return { listed: predicate.texts.length };
    default:
      return {};
  }
}

function childrenOf(predicate: Predicate): readonly Predicate[] {
  if (esqlTest(predicate)) return [];
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
