import type { EsqlAssignment } from "../../plan/esql.ts";
import type { AggregateField, Field, StatsCommand } from "./ast.ts";
import { append, closed, type Column, type Columns } from "./columns.ts";
import type { Place } from "./expression-place.ts";
import { lowerAggregation } from "./lower-aggregate.ts";
import { lowerExpr } from "./lower-expression.ts";
import { nameOf } from "./lower-fields.ts";
import type { Lowered } from "./lowered.ts";
import { placeOf, type Scope } from "./scope.ts";
import type { StatsKey } from "./stats-key.ts";
import { typeOf } from "./typed.ts";

/** STATS gives its aggregates and keys and nothing else; INLINE STATS adds them to each row. */
export function lowerStats(scope: Scope, columns: Columns, command: StatsCommand): Lowered {
  const keys = lowerKeys({ scope, columns }, command.by);
  const made = command.aggregates.map((field, i) => ({
    field,
    name: nameOf({ ...field, kind: "field" }),
    aggregation: lowerAggregation({ scope, columns, searches: true }, field, keys, i),
  }));
  const kept = made.filter((each, i) => !isShadowed(scope, each, made.slice(i + 1), keys));
  const aggregates = kept.flatMap(({ aggregation }) => aggregation ?? []);
  const added: (readonly [string, Column])[] = [
    ...kept.map(({ name, aggregation }): [string, Column] => [name, { type: aggregation?.value.type ?? "null" }]),
    ...keys.map(keyColumn),
  ];
  const inline = command.kind === "inlineStats";
  return {
    commands: [{ kind: command.kind, aggregates, keys: keys.map(assignment) }],
    columns: {
      ...(inline ? append(columns, added) : closed(columns, added)),
      searchEnds: columns.searchEnds ?? (inline ? "INLINE STATS" : "STATS"),
    },
  };
}

const keyColumn = ({ name, value }: StatsKey): [string, Column] => [name, { type: typeOf(value) }];
const assignment = ({ name, value }: StatsKey): EsqlAssignment => ({ name, value: value.expr });

/** Of two keys of one name the last counts. */
function lowerKeys(place: Place, fields: readonly Field[]): readonly StatsKey[] {
  const keys = fields.map((field): StatsKey => ({ name: nameOf(field), field, value: lowerExpr(place, field.value) }));
  const told = keys.filter(({ name, value }) => name !== "" && !value.invalid);
  return told.filter(({ name, field }, i) => {
    const by = told.findLast((key) => key.name === name)?.field;
    const shadowed = told.slice(i + 1).some((later) => later.name === name);
    if (shadowed && by) reportShadow(place.scope, field, name, by);
    return !shadowed;
  });
}

interface Made {
  readonly field: AggregateField;
  readonly name: string;
}

function reportShadow(scope: Scope, field: Field | AggregateField, name: string, by: Field | AggregateField): void {
  const message = `Field '${name}' shadowed by field at line ${placeOf(scope, by.span)}`;
  scope.report("T5046", field.span, message, "give one of the two another name", "warning");
}

/** Of two aggregates of one name the last counts, and a key before any aggregate. */
function isShadowed(scope: Scope, { field, name }: Made, later: readonly Made[], keys: readonly StatsKey[]): boolean {
  const by = keys.find((key) => key.name === name)?.field ?? later.find((other) => other.name === name)?.field;
  if (!by) return false;
  reportShadow(scope, field, name, by);
  return true;
}
