import type { EsqlValue } from "../../functions/esql/value.ts";
import type { EsqlField } from "../../plan/esql.ts";
import type { EsqlTruePredicate } from "../../plan/predicate.ts";
import { compileEsql } from "../esql/expression.ts";
import { compileFieldValue, compileOneValue } from "../esql/field-value.ts";
import { compileFieldColumn } from "../esql/read-column.ts";
import type { EsqlRun, Evaluate } from "../esql/scope.ts";
import type { MatchRecord } from "../record.ts";
import type { Scope, Test } from "./scope.ts";

/** An expression over the event at hand; its columns are the slots that other predicates read too. */
export function compileEsqlTrue({ value, fields }: EsqlTruePredicate, scope: Scope): Test {
  const run: EsqlRun = { now: Number.NaN };
  const columns = new Map(fields.map((field) => [field.name, compileColumn(field, compileFieldValue, scope)]));
  const ones = new Map(fields.map((field) => [field.name, compileColumn(field, compileOneValue, scope)]));
  const evaluate = compileEsql<MatchRecord>(value, {
    run,
    column: ({ name }) => columns.get(name) ?? missing(name),
    one: ({ name }) => ones.get(name) ?? missing(name),
    search: (predicate) => scope.inner(predicate),
  });
  return (record) => {
    run.now = record.now;
    run.warn = record.onEsqlFailure;
    return evaluate(record) === true;
  };
}

/** The column's value is worked out once an event, however often the expression names it. */
function compileColumn(field: EsqlField, compileValue: typeof compileFieldValue, scope: Scope): Evaluate<MatchRecord> {
  if (field.type === "geo_point") {
    const read = compileFieldColumn(field);
    return (record) => read(record.document);
  }
  const slot = scope.slot(field.field);
  // Of the types that are not sorted the order counts, which slots do not keep.
  const readInOrder = field.type === "text" ? compileFieldColumn(field) : undefined;
  const valueOf = compileValue(field);
  let generation = -1;
  let value: EsqlValue = null;
  return (record) => {
    if (generation !== record.generation) {
      generation = record.generation;
      const values = slot.values(record);
      value = readInOrder && values.length > 1 ? readInOrder(record.document) : valueOf(values);
    }
    return value;
  };
}

function missing(name: string): never {
  throw new Error(`the plan reads the column \`${name}\` and does not say which field it is`);
}
