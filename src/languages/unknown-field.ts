import { type Diagnostic, diagnosticAt, didYouMean, type Source, type Span } from "../diagnostics/index.ts";
import type { FieldTable, FieldType } from "../event/field-type.ts";
import type { LowerEnv } from "./language.ts";

const hints = new WeakMap<FieldTable, Map<string, string | undefined>>();

/** A field that no table knows: each value is judged by its own type. */
export const unknownField = (name: string): FieldType => ({ name, path: name, kind: "unknown" });

/**
 * The diagnostic about a name that the table does not have: a warning, or with `strict` an error. The search for near
 * names is done once per table and name, since rule sets use the same names many times.
 */
export function reportUnknownField(source: Source, at: Span, name: string, env: LowerEnv): Diagnostic {
  const { explicit } = env.fields;
  const message = explicit ? `Unknown field \`${name}\`: the mapping does not have it, so it matches nothing` : `Unknown field \`${name}\``;
  const severity = env.strict ? "error" : "warning";
  return diagnosticAt(source, at, "T6001", message, { severity, hint: hintFor(name, env.fields) });
}

function hintFor(name: string, fields: FieldTable): string | undefined {
  let known = hints.get(fields);
  if (!known) hints.set(fields, (known = new Map()));
  if (!known.has(name)) known.set(name, didYouMean(name, fields.names()));
  return known.get(name);
}
