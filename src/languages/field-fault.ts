import type { Diagnostic } from "../diagnostics/index.ts";
import { type FieldType, familyOf, type KindFamily } from "../event/field-type.ts";
import { diagnosticIn, type Place } from "./place.ts";

const VALUE_HINTS: Readonly<Partial<Record<KindFamily, string>>> = {
  integer: "write a number",
  decimal: "write a number",
  boolean: "write `true` or `false`",
  ip: "write an address or a block (`10.0.0.0/8`)",
  date: "write a date (`2024-05-01`, `2024-05-01T12:00:00Z`) or date math (`now-1d`)",
  object: "name a field below it",
};
const PATTERN_HINTS: Readonly<Partial<Record<KindFamily, string>>> = {
  ip: "use a CIDR block (`10.0.0.0/8`)",
  integer: "use a range",
  decimal: "use a range",
  date: "use a range",
};

/** The field can never have the value: a warning, the condition matches nothing. */
export function reportBadValue(place: Place, field: FieldType, text: string): Diagnostic {
  const what = familyOf(field.kind) === "object" ? "which holds other fields" : `which is of type ${field.kind}`;
  const message = `\`${shorten(text)}\` cannot be a value of \`${field.name}\`, ${what}: it matches nothing`;
  return diagnosticIn(place, "T6002", message, { severity: "warning", hint: VALUE_HINTS[familyOf(field.kind)] });
}

/** The kind knows no such test (`what`: «wildcards»): a warning, the condition matches nothing. */
export function reportBadTest(place: Place, field: FieldType, what: string): Diagnostic {
  const message = `\`${field.name}\` is of type ${field.kind}, on which ${what} cannot be used: it matches nothing`;
  return diagnosticIn(place, "T6003", message, { severity: "warning", hint: PATTERN_HINTS[familyOf(field.kind)] });
}

/** The field lies in a nested object, which a query outside of it does not see: a warning, the condition matches nothing. */
export const reportUnreachable = (place: Place, field: FieldType): Diagnostic =>
  diagnosticIn(place, "T6003", `\`${field.name}\` lies in another nested object than the query looks at: it matches nothing`, {
    severity: "warning",
  });

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
