import { allOf, anyOf } from "../../plan/combine.ts";
import type { EsqlExpr, EsqlField } from "../../plan/esql.ts";
import type { EsqlTruePredicate, Predicate } from "../../plan/predicate.ts";
import { literalValue } from "./literal.ts";

/**
 * Is-true of an expression as a predicate that shows its logic: what is joined by `and` and `or` are parts of their own,
 * which rules share, and KQL() is the test that it stands for.
 */
export function splitEsqlTrue({ value, fields }: EsqlTruePredicate): Predicate {
  const part = (item: EsqlExpr): Predicate => splitEsqlTrue({ kind: "esqlTrue", value: item, fields });
  if (value.kind === "search") return value.predicate;
  if (value.kind === "literal") return { kind: literalValue(value) === true ? "all" : "none" };
  if (value.kind === "call" && value.name === "and") return allOf(value.args.map(part));
  if (value.kind === "call" && value.name === "or") return anyOf(value.args.map(part));
  const [negated] = value.kind === "call" && value.name === "not" ? value.args : [];
  if (negated?.kind === "search") return { kind: "not", item: negated.predicate };
  return { kind: "esqlTrue", value, fields: fieldsRead(value, fields) };
}

function fieldsRead(value: EsqlExpr, fields: readonly EsqlField[]): readonly EsqlField[] {
  const names = new Set<string>();
  collectColumns(value, names);
  return fields.filter(({ name }) => names.has(name));
}

/** Adds the names of all columns that an expression reads. */
export function collectColumns(value: EsqlExpr, names: Set<string>): void {
  if (value.kind === "column") names.add(value.name);
  if (value.kind === "call") for (const arg of value.args) collectColumns(arg, names);
}
