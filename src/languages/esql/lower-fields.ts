import { isSpanType } from "../../functions/esql/type.ts";
import type { EsqlAssignment } from "../../plan/esql.ts";
import type { Field } from "./ast.ts";
import { append, type Columns } from "./columns.ts";
import type { Place } from "./expression-place.ts";
import { lowerExpr } from "./lower-expression.ts";
import { textOf } from "./scope.ts";
import { type Typed, typeOf } from "./typed.ts";

/** The name of an item's column: as given, of a column its own, else the item's text. */
export const nameOf = ({ name, text, value }: Field): string => name?.name ?? (value.kind === "column" ? value.name : (text ?? ""));

/** `a = …, b = …`: each sees the columns that those before it made. */
export function lowerFields(
  place: Place,
  fields: readonly Field[],
): { readonly assignments: readonly EsqlAssignment[]; readonly columns: Columns } {
  const assignments: EsqlAssignment[] = [];
  let { columns } = place;
  for (const field of fields) {
    const value = lowerExpr({ ...place, columns }, field.value);
    const name = nameOf(field);
    if (name === "" || !isColumnType(place, field, value)) continue;
    assignments.push({ name, value: value.expr });
    columns = append(columns, [[name, { type: typeOf(value), ...untouched(columns, value, name), ...alwaysOf(value) }]]);
  }
  return { assignments, columns };
}

/** Spans of time are for calculating with; no column holds them. */
function isColumnType({ scope }: Place, { value: node }: Field, value: Typed): boolean {
  const type = typeOf(value);
  if (!isSpanType(type)) return true;
  const message = `no column can be of type [${type}], which the expression [${textOf(scope, node)}] has`;
  scope.report("T5032", node.span, message, "add it to a date: `@timestamp + 1 day`");
  return false;
}

const alwaysOf = ({ constant, invalid }: Typed) => constant !== undefined && !invalid && { constant };

/** `EVAL x = x` leaves the field as it is. */
function untouched(columns: Columns, { expr }: Typed, name: string) {
  const field = expr.kind === "column" && expr.name === name ? columns.known.get(name)?.field : undefined;
  return field && { field };
}
