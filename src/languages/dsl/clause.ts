import type { Code, Diagnostic } from "../../diagnostics/index.ts";
import type { FieldType } from "../../event/field-type.ts";
import { isJsonObject, type Json, type JsonObject, type Scalar } from "../../event/json.ts";
import { anyOf, NOTHING } from "../../plan/combine.ts";
import type { FieldQuery } from "../../plan/field-query.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { reportBadTest, reportBadValue, reportUnreachable } from "../field-fault.ts";
import type { LowerEnv } from "../language.ts";
import { diagnosticIn, type Place } from "../place.ts";
import { reportUnknownField, unknownField } from "../unknown-field.ts";

/** What the lowering of one query shares. */
export interface DslContext {
  readonly env: LowerEnv;
  /** Grows. */
  readonly diagnostics: Diagnostic[];
  /** Where a dotted path of the query stands in a text, if it does. */
  readonly locate: (path: string) => Place;
  /** The path of the enclosing `nested` clause. */
  readonly nested?: string;
  /** Lowers a query object, one clause under its name, as part of a clause with the given context. */
  readonly lower: (query: Json | undefined, path: string, context: DslContext) => Predicate;
}

/** One clause: its name, what stands under it, and its path for diagnostics. */
export interface Clause {
  readonly name: string;
  readonly body: Json;
  readonly path: string;
}

/** Lowers one kind of clause. Faults are reported; a faulty clause matches nothing. */
export type LowerClause = (clause: Clause, context: DslContext) => Predicate;

/** The place of a path or of the nearest thing round it that has one. */
export function placeOf(path: string, context: DslContext): Place {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf("."))) {
    const place = context.locate(at);
    if (place || !at.includes(".")) return place;
  }
}

export function fault(context: DslContext, path: string, code: Code, message: string, hint?: string): Predicate {
  context.diagnostics.push(diagnosticIn(placeOf(path, context), code, message, { hint }));
  return NOTHING;
}

export const malformed = (context: DslContext, { name, path }: Clause, what: string): Predicate =>
  fault(context, path, "T4102", `The \`${name}\` clause ${what}`);

/** Options that change scores or cost, never what matches. */
const HARMLESS = new Set([
  "boost",
  "_name",
  "rewrite",
  "score_mode",
  "max_determinized_states",
  "max_expansions",
  "inner_hits",
  "auto_generate_synonyms_phrase_query",
  "tie_breaker",
  "relation",
  "adjust_pure_negative",
  "ignore_unmapped",
]);

/** Reports each option of the clause that is neither named nor harmless. */
export function checkOptions(options: JsonObject, known: readonly string[], clause: Clause, context: DslContext): void {
  for (const option of Object.keys(options)) {
    if (known.includes(option) || HARMLESS.has(option)) continue;
    fault(context, `${clause.path}.${option}`, "T4101", `The option \`${option}\` of the \`${clause.name}\` clause is not supported`);
  }
}

/** `{ field: value }` or `{ field: { …options } }`: the shape of every clause on one field. */
export interface FieldClause {
  readonly field: string;
  /** The value in the short form, else undefined. */
  readonly value: Json | undefined;
  readonly options: JsonObject;
  readonly path: string;
}

/** Reads the common shape; undefined (and a fault) where it is another. */
export function readFieldClause(clause: Clause, known: readonly string[], context: DslContext): FieldClause | undefined {
  const { body, path, name } = clause;
  const entries = isJsonObject(body) ? Object.entries(body).filter(([key]) => key !== "boost" && key !== "_name") : [];
  const [entry] = entries;
  if (!entry || entries.length > 1) {
    malformed(context, clause, entries.length > 1 ? "takes one field" : "needs a field, as in `{ field: value }`");
    return undefined;
  }
  const [field, value] = entry;
  const at = `${path}.${field}`;
  if (!isJsonObject(value)) return { field, value, options: {}, path: at };
  checkOptions(value, known, { name, body, path: at }, context);
  return { field, value: undefined, options: value, path: at };
}

export const isScalar = (value: Json | undefined): value is Scalar => value !== undefined && value !== null && typeof value !== "object";

/** The field of that name. Undefined: the mapping does not have it, so that nothing can match; reported. */
export function resolveField(name: string, path: string, context: DslContext): FieldType | undefined {
  const field = context.env.fields.get(name);
  if (field && isReachable(field, context)) return field;
  if (field) {
    context.diagnostics.push(reportUnreachable(placeOf(path, context), field));
    return undefined;
  }
  context.diagnostics.push(reportUnknownField(placeOf(path, context), name, context.env));
  return context.env.fields.explicit ? undefined : unknownField(name);
}

/** Objects mapped as nested are documents of their own: only a `nested` clause of their path sees their fields. */
const isReachable = (field: FieldType, { env, nested }: DslContext): boolean =>
  !env.fields.explicit || field.kind === "nested" || field.nested === nested;

/** A test of one field; where its kind cannot have the value or the test, a warning and nothing. */
export function onField(
  name: string,
  path: string,
  context: DslContext,
  test: (field: FieldType) => FieldQuery,
  what: { value: string } | { test: string },
): Predicate {
  const field = resolveField(name, path, context);
  if (!field) return NOTHING;
  const found = test(field);
  if (found) return found;
  const place = placeOf(path, context);
  context.diagnostics.push("value" in what ? reportBadValue(place, field, what.value) : reportBadTest(place, field, what.test));
  return NOTHING;
}

/** The fields that a name with `*` stands for, tested one by one: any passes. */
export function onPattern(pattern: string, path: string, context: DslContext, test: (field: FieldType) => FieldQuery): Predicate {
  const fields = context.env.fields.expand(pattern).filter((field) => isReachable(field, context));
  if (fields.length === 0) context.diagnostics.push(reportUnknownField(placeOf(path, context), pattern, context.env));
  return anyOf(fields.map(test).filter((item) => item !== undefined));
}
