import type { Code } from "../../diagnostics/index.ts";
import type { FieldType } from "../../event/field-type.ts";
import { isJsonObject, type Json, type JsonObject, type Scalar } from "../../event/json.ts";
import { anyOf, NOTHING } from "../../plan/combine.ts";
import type { FieldQuery } from "../../plan/field-query.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { Language } from "../language.ts";
import { type FieldContext, isReachable, placeOf } from "../on-field.ts";
import { diagnosticIn } from "../place.ts";
import { reportUnknownField } from "../unknown-field.ts";

/** What the lowering of one query shares. */
export interface DslContext extends FieldContext {
  /** What the text of `query_string` is written in; absent: the clause cannot stand here. */
  readonly queryString?: Language | undefined;
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

/** The fields that a name with `*` stands for, tested one by one: any passes. */
export function onPattern(pattern: string, path: string, context: DslContext, test: (field: FieldType) => FieldQuery): Predicate {
  const fields = context.env.fields.expand(pattern).filter((field) => isReachable(field, context));
  if (fields.length === 0) context.diagnostics.push(reportUnknownField(placeOf(path, context), pattern, context.env));
  return anyOf(fields.map(test).filter((item) => item !== undefined));
}
