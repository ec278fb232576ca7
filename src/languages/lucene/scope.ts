import { type Code, type Diagnostic, diagnosticAt, type Source, type Span } from "../../diagnostics/index.ts";
import type { FieldType } from "../../event/field-type.ts";
import { anyOf, NOTHING } from "../../plan/combine.ts";
import type { FieldQuery } from "../../plan/field-query.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { reportBadTest, reportBadValue, reportUnreachable } from "../field-fault.ts";
import type { LowerEnv } from "../language.ts";
import { reportUnknownField, unknownField } from "../unknown-field.ts";

/** Where a clause stands while it is lowered. */
export interface LuceneScope {
  readonly source: Source;
  readonly env: LowerEnv;
  /** Grows. */
  readonly diagnostics: Diagnostic[];
  /** The field of the enclosing `field:( … )`; null is every field. */
  readonly field: string | null;
}

export function report(scope: LuceneScope, at: Span, code: Code, message: string, hint?: string): void {
  scope.diagnostics.push(diagnosticAt(scope.source, at, code, message, { hint }));
}

/** A test of the field, or of any field that a name with `*` stands for; what cannot match is reported and does not. */
export function onFields(
  name: string,
  at: Span,
  scope: LuceneScope,
  test: (field: FieldType) => FieldQuery,
  what: { value: string } | { test: string },
): Predicate {
  const fields = resolve(name, at, scope);
  const tests = fields.map(test).filter((item) => item !== undefined);
  const [field] = fields;
  if (tests.length > 0 || !field) return anyOf(tests);
  const place = { source: scope.source, span: at };
  scope.diagnostics.push("value" in what ? reportBadValue(place, field, what.value) : reportBadTest(place, field, what.test));
  return NOTHING;
}

/** As in Elasticsearch a name that the mapping does not have matches nothing. */
function resolve(name: string, at: Span, { source, env, diagnostics }: LuceneScope): readonly FieldType[] {
  const field = name.includes("*") ? undefined : env.fields.get(name);
  const fields = field ? [field] : env.fields.expand(name);
  const reachable = env.fields.explicit ? fields.filter((found) => found.nested === undefined || found.kind === "nested") : fields;
  if (reachable.length > 0) return reachable;
  if (fields[0]) {
    diagnostics.push(reportUnreachable({ source, span: at }, fields[0]));
    return [];
  }
  diagnostics.push(reportUnknownField({ source, span: at }, name, env));
  return env.fields.explicit || name.includes("*") ? [] : [unknownField(name)];
}
