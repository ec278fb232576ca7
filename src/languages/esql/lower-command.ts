import type { EsqlCommand, EsqlSortKey } from "../../plan/esql.ts";
import type { Command, LimitCommand, MvExpandCommand, SortCommand, SortKey } from "./ast.ts";
import { append, type Column, type Columns, resolveColumn } from "./columns.ts";
import { lowerCondition, lowerExpr } from "./lower-expression.ts";
import { lowerFields } from "./lower-fields.ts";
import { lowerChangePoint, lowerEnrich, lowerLookupJoin } from "./lower-join.ts";
import { lowerDrop, lowerKeep, lowerRename } from "./lower-project.ts";
import { lowerStats } from "./lower-stats.ts";
import { lowerDissect, lowerGrok } from "./lower-text.ts";
import type { Lowered } from "./lowered.ts";
import { type Scope, textOf } from "./scope.ts";
import { typeOf } from "./typed.ts";

/** What a command does to the columns before it. */
export function lowerCommand(scope: Scope, columns: Columns, command: Command): Lowered {
  switch (command.kind) {
    case "where": {
      const { expr } = lowerCondition({ scope, columns, searches: true }, command.condition);
      return { commands: [{ kind: "where", condition: expr }], columns };
    }
    case "eval": {
      const { assignments, columns: after } = lowerFields({ scope, columns }, command.fields);
      return { commands: [{ kind: "eval", fields: assignments }], columns: after };
    }
    case "keep":
      return lowerKeep(scope, columns, command);
    case "drop":
      return lowerDrop(scope, columns, command);
    case "rename":
      return lowerRename(scope, columns, command);
    case "stats":
    case "inlineStats":
      return lowerStats(scope, columns, command);
    case "sort":
      return lowerSort(scope, columns, command);
    case "limit":
      return lowerLimit(scope, columns, command);
    case "mvExpand":
      return lowerMvExpand(scope, columns, command);
    case "dissect":
      return lowerDissect(scope, columns, command);
    case "grok":
      return lowerGrok(scope, columns, command);
    case "enrich":
      return lowerEnrich(scope, columns, command);
    case "lookupJoin":
      return lowerLookupJoin(scope, columns, command);
    case "changePoint":
      return lowerChangePoint(scope, columns, command);
    case "completion":
      return refuseCompletion(scope, columns, command);
    case "fork":
      scope.report("T5015", command.span, "Command [FORK] is not supported", "write each branch as a query of its own");
      return { commands: [], columns };
    case "invalid":
      return { commands: [], columns };
  }
}

/**
 * What a command does to the same columns in another order, with more of the source's among them: expressions mean what they did.
 * @param before what the command was lowered to
 */
export function lowerAgain(scope: Scope, columns: Columns, command: Command, before: Lowered): Lowered {
  const { commands } = before;
  switch (command.kind) {
    case "where":
    case "sort":
    case "limit":
      return { commands, columns };
    case "eval":
      return { commands, columns: append(columns, assigned(commands, before.columns)) };
    case "stats":
      return before;
    default:
      return lowerCommand(scope, columns, command);
  }
}

/** The columns that EVAL made, in the order in which they came behind the others. */
function assigned(commands: readonly EsqlCommand[], { known }: Columns): readonly (readonly [string, Column])[] {
  const names = new Set(commands.flatMap((command) => (command.kind === "eval" ? command.fields.map(({ name }) => name) : [])));
  return [...known].filter(([name]) => names.has(name));
}

function lowerSort(scope: Scope, columns: Columns, { keys }: SortCommand): Lowered {
  return { commands: [{ kind: "sort", keys: keys.map((key) => lowerSortKey(scope, columns, key)) }], columns };
}

/** Nulls are the largest, unless the query says otherwise. */
function lowerSortKey(scope: Scope, columns: Columns, { value: node, order, nulls }: SortKey): EsqlSortKey {
  const value = lowerExpr({ scope, columns }, node);
  const type = typeOf(value);
  if (/^(?:geo_|cartesian_|date_period|time_duration|_source)/.test(type)) {
    scope.report("T5032", node.span, `cannot sort on ${type}`, "sort by a value of it, such as `ST_X(point)`");
  }
  const descending = order === "desc";
  return { value: value.expr, descending, nullsFirst: nulls === undefined ? descending : nulls === "first" };
}

function lowerLimit(scope: Scope, columns: Columns, { count: node }: LimitCommand): Lowered {
  const { constant, invalid = false } = node.kind === "column" ? {} : lowerExpr({ scope, columns }, node);
  const isCount = typeof constant === "number" && Number.isInteger(constant) && constant >= 0;
  if (!isCount && !invalid) {
    scope.report(
      "T5053",
      node.span,
      `value of [limit ${textOf(scope, node)}] must be a non negative integer, found value [${textOf(scope, node)}]`,
      "write `LIMIT 10`",
    );
  }
  const after = { ...columns, searchEnds: columns.searchEnds ?? "LIMIT" };
  return { commands: isCount ? [{ kind: "limit", count: constant }] : [], columns: after };
}

function lowerMvExpand(scope: Scope, columns: Columns, { column: { name, span } }: MvExpandCommand): Lowered {
  const column = resolveColumn(scope, columns, name, span);
  if (!column) return { commands: [], columns };
  const known = new Map(columns.known).set(name, { type: column.type });
  return { commands: [{ kind: "mvExpand", column: name }], columns: { ...columns, known } };
}

function refuseCompletion(scope: Scope, columns: Columns, { target, span }: Extract<Command, { kind: "completion" }>): Lowered {
  const message = "Command [COMPLETION] is not supported: it asks an inference service about each row, and Tocsin runs without any";
  scope.report("T5015", span, message, "run the query up to this command, and judge its rows elsewhere");
  return { commands: [], columns: append(columns, [[target?.name ?? "completion", { type: "keyword" }]]) };
}
