import { type Code, type Diagnostic, diagnosticAt, type Severity, type Source, type Span } from "../../diagnostics/index.ts";
import type { FieldType } from "../../event/field-type.ts";
import type { LowerEnv } from "../language.ts";
import type { Place } from "../place.ts";
import { reportUnknownField, unknownField } from "../unknown-field.ts";
import { isWildcard, type KueryLiteral, textOf } from "./ast.ts";

/** Where a clause stands while it is lowered. */
export interface Scope {
  readonly source: Source;
  readonly env: LowerEnv;
  /** Grows. */
  readonly diagnostics: Diagnostic[];
  /** Names of fields already reported as unknown: each is told once. */
  readonly reported: Set<string>;
  /** The path of the enclosing `path:{ … }`. */
  readonly nested?: string;
}

export function report(scope: Scope, at: Span, code: Code, message: string, details: { hint?: string; severity?: Severity } = {}): void {
  scope.diagnostics.push(diagnosticAt(scope.source, at, code, message, details));
}

export const placeIn = ({ source }: Scope, span: Span): Place => ({ source, span });

/** The whole name of a field or path: inside a group names are relative to the group's path. */
export const fullName = (name: KueryLiteral, scope: Scope): string =>
  scope.nested === undefined ? textOf(name) : `${scope.nested}.${textOf(name)}`;

/**
 * The fields that a name stands for: itself, or with wildcards every field that it fits. None: the name is unknown
 * under a mapping, or is used against the mapping's nesting; both are reported and match nothing.
 */
export function resolveFields(name: KueryLiteral, scope: Scope): readonly FieldType[] {
  const full = fullName(name, scope);
  if (isWildcard(name)) {
    const fields = scope.env.fields.expand(full);
    if (fields.length === 0) unknown(full, name.at, scope);
    return scope.nested === undefined ? fields : fields.filter((field) => checkNesting(field, name.at, scope));
  }
  const field = scope.env.fields.get(full);
  if (field) return checkNesting(field, name.at, scope) ? [field] : [];
  unknown(full, name.at, scope);
  return scope.env.fields.explicit ? [] : [unknownField(full)];
}

function unknown(name: string, at: Span, scope: Scope): void {
  if (scope.reported.has(name)) return;
  scope.reported.add(name);
  scope.diagnostics.push(reportUnknownField(placeIn(scope, at), name, scope.env));
}

/**
 * Kibana's three errors about nesting. Under the built-in table they are warnings, since an index may map the field
 * otherwise, and the clause is read as written.
 */
function checkNesting(field: FieldType, at: Span, scope: Scope): boolean {
  const fault = nestingFault(field, scope.nested);
  if (!fault) return true;
  const { explicit } = scope.env.fields;
  report(scope, at, fault.code, fault.message, { hint: fault.hint, severity: explicit ? "error" : "warning" });
  return !explicit;
}

function nestingFault(field: FieldType, group: string | undefined): { code: Code; message: string; hint: string } | undefined {
  const path = field.kind === "nested" ? (group === undefined ? field.path : group) : field.nested;
  if (path === group) return undefined;
  const { name } = field;
  if (group === undefined) {
    const message = `\`${name}\` is a nested field, but is not in a nested group with a matching path`;
    return { code: "T3016", message, hint: `write \`${path}:{ … }\` round the condition` };
  }
  if (path === undefined) {
    const message = `\`${name}\` is not a nested field but is in nested group "${group}" in the KQL expression`;
    return { code: "T3017", message, hint: "write the whole name outside of the group" };
  }
  const message = `Nested field \`${name}\` is being queried with the incorrect nested path of ${group}. The correct path is ${path}`;
  return { code: "T3018", message, hint: `write \`${path}:{ … }\`` };
}
