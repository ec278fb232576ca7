import { type Diagnostic, didYouMean } from "../diagnostics/index.ts";
import type { FieldTable, FieldType } from "../event/field-type.ts";
import type { LowerEnv } from "./language.ts";
import { diagnosticIn, type Place } from "./place.ts";

const hints = new WeakMap<FieldTable, Map<string, string | undefined>>();

/** A field that no table knows: each value is judged by its own type. */
export const unknownField = (name: string): FieldType => ({ name, path: name, kind: "unknown" });

/**
 * The diagnostic about a name that the table does not have: a warning, or with `strict` an error. The search for near
 * names is done once per table and name, since rule sets use the same names many times.
 */
export function reportUnknownField(place: Place, name: string, env: LowerEnv): Diagnostic {
  const severity = env.strict ? "error" : "warning";
  const hint = name.includes("*") ? undefined : nearNames(name, env.fields);
  return diagnosticIn(place, "T6001", messageFor(name, env.fields), { severity, hint });
}

function messageFor(name: string, { explicit }: FieldTable): string {
  if (name.includes("*")) return `No known field fits \`${name}\`: it matches nothing`;
  return explicit ? `Unknown field \`${name}\`: the mapping does not have it, so it matches nothing` : `Unknown field \`${name}\``;
}

/** «did you mean …?» for a name that the table does not have; searched once per table and name. */
export function nearNames(name: string, fields: FieldTable): string | undefined {
  let known = hints.get(fields);
  if (!known) hints.set(fields, (known = new Map()));
  if (!known.has(name)) known.set(name, didYouMean(name, fields.names()));
  return known.get(name);
}
