import { ALL, allOf } from "./combine.ts";
import type { EsqlCommand, EsqlCommandKind, EsqlExpr, EsqlField, EsqlFrom, EsqlOp } from "./esql.ts";
import { DerivedColumns } from "./esql-derived.ts";
import { whereTrue } from "./esql-predicate.ts";
import type { Predicate } from "./predicate.ts";

/** Commands that a condition on other columns than theirs can be judged before: they take no part of the rows away. */
const PASSED: ReadonlySet<EsqlCommandKind> = new Set(["where", "eval", "keep", "drop", "dissect", "grok", "enrich", "mvExpand"]);

/**
 * Moves conditions to the source: the parts (joined by AND) of every WHERE near it that read nothing but fields as the source
 * has them, and not the clock. What they take out is taken out before a row is made; the result is the same, except that
 * warnings of rows that are never made do not come.
 * @param shared say conditions in the predicates that all languages share, as far as that goes; they do not warn at all.
 *   Then conditions on what EVAL makes of fields are moved too, with the expressions put in for its columns
 */
export function pushDown(op: EsqlOp, shared = false): EsqlOp {
  if (op.source.kind !== "from") return op;
  const fields = new Map(op.source.fields.map((field) => [field.name, field]));
  const columns = new DerivedColumns(fields.keys());
  const pushed: Predicate[] = op.source.where.kind === "all" ? [] : [op.source.where];
  const commands: EsqlCommand[] = [];
  let near = true;
  for (const command of op.commands) {
    near &&= PASSED.has(command.kind);
    if (!near || command.kind !== "where") {
      if (near) pass(command, columns, shared);
      commands.push(command);
      continue;
    }
    const rest: EsqlExpr[] = [];
    for (const part of conjuncts(command.condition)) {
      const value = columns.resolve(part);
      if (value) pushed.push(shared ? whereTrue(value, fields) : predicateOf(value, fields));
      else rest.push(part);
    }
    if (rest.length > 0) commands.push({ kind: "where", condition: joined(rest) });
  }
  const source: EsqlFrom = { ...op.source, where: pushed.length === 0 ? ALL : allOf(pushed) };
  return { ...op, source, commands };
}

/** What a command makes of the columns. */
function pass(command: EsqlCommand, columns: DerivedColumns, derive: boolean): void {
  if (derive && command.kind === "eval") columns.assign(command.fields);
  else for (const name of namesSet(command)) columns.forget(name);
}

const conjuncts = (condition: EsqlExpr): readonly EsqlExpr[] =>
  condition.kind === "call" && condition.name === "and" ? condition.args.flatMap(conjuncts) : [condition];

const joined = (parts: readonly EsqlExpr[]): EsqlExpr =>
  parts.reduce((left, right) => ({ kind: "call", name: "and", args: [left, right], type: "boolean" }));

/** What the condition is true for. A search is a test of the document already. */
function predicateOf(value: EsqlExpr, fields: ReadonlyMap<string, EsqlField>): Predicate {
  if (value.kind === "search") return value.predicate;
  const names = new Set(columnsOf(value));
  const read = [...fields.values()].filter(({ name }) => names.has(name));
  return { kind: "esqlTrue", value, fields: read, ...(value.at && { at: value.at }) };
}

const columnsOf = (value: EsqlExpr): readonly string[] =>
  value.kind === "column" ? [value.name] : value.kind === "call" ? value.args.flatMap(columnsOf) : [];

/** Columns that a command gives other values. */
function namesSet(command: EsqlCommand): readonly string[] {
  switch (command.kind) {
    case "eval":
    case "enrich":
      return command.fields.map(({ name }) => name);
    case "dissect":
      return command.outputs;
    case "grok":
      return command.outputs.map(({ name }) => name);
    case "mvExpand":
      return [command.column];
    default:
      return [];
  }
}
