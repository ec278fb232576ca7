import { isFault } from "../../functions/esql/define.ts";
import { ESQL_AGGREGATES } from "../../functions/esql/table.ts";
import type { EsqlAggregateCall, EsqlAggregation } from "../../plan/esql.ts";
import type { AggregateField, CallExpr, ColumnExpr, Expr } from "./ast.ts";
import type { Place } from "./expression-place.ts";
import { checkCall, reportFault } from "./lower-call.ts";
import { lowerArguments, lowerCondition, lowerExpr } from "./lower-expression.ts";
import { nameOf } from "./lower-fields.ts";
import { textOf } from "./scope.ts";
import type { StatsKey } from "./stats-key.ts";
import { argumentOf, invalidOf, type Typed, typed } from "./typed.ts";
import { someBelow } from "./walk.ts";

/**
 * One item of STATS: the aggregates in it, and an expression over their results and the keys. Undefined: it is faulty,
 * which has been told.
 * @param place the command's input
 */
export function lowerAggregation(
  place: Place,
  field: AggregateField,
  keys: readonly StatsKey[],
  item: number,
): EsqlAggregation | undefined {
  const { scope } = place;
  const input = withKeys(place, keys);
  const where = field.where && lowerCondition(input, field.where);
  const calls: EsqlAggregateCall[] = [];
  const addCall = (node: CallExpr): Typed => {
    const call = lowerAggregateCall(input, node, where);
    if (!call) return invalidOf(node);
    // No name that a query can write begins with NUL.
    const id = `\u0000${item}.${calls.length}`;
    calls.push({ ...call, id });
    return typed(node, { kind: "column", name: id, type: call.type, at: node.span });
  };
  const value = lowerExpr(
    {
      scope,
      columns: place.columns,
      given: (node) => keyOf(node, keys),
      column: (node) => ungrouped(place, node),
      aggregate: addCall,
    },
    field.value,
  );
  if (value.invalid) return undefined;
  if (calls.length === 0 && !isOverKeys(place, field, value)) return undefined;
  return { name: nameOf({ ...field, kind: "field" }), value: value.expr, calls };
}

/** Without an aggregate an item can only make something of the keys. */
function isOverKeys({ scope }: Place, { value: node, where }: AggregateField, { constant }: Typed): boolean {
  const text = textOf(scope, node);
  const hint = "such as `COUNT(*)`, `VALUES(field)`, `MAX(field)`";
  if (where) scope.report("T5047", node.span, `WHERE clause allowed only for aggregate functions, found [${text}]`, hint);
  else if (constant !== undefined) scope.report("T5047", node.span, `expected an aggregate function but found [${text}]`, hint);
  else if (node.kind === "column") {
    scope.report(
      "T5047",
      node.span,
      `grouping key [${text}] already specified in the STATS BY clause`,
      "keys are columns of the result anyway",
    );
  }
  return !where && constant === undefined && node.kind !== "column";
}

/** Inside an aggregate a key's name stands for what the key is made of. */
function withKeys(place: Place, keys: readonly StatsKey[]): Place {
  const named = new Map(keys.filter(({ field }) => field.name).map(({ name, value }) => [name, value]));
  if (named.size === 0) return place;
  return { ...place, given: (node) => (node.kind === "column" ? named.get(node.name) : undefined) };
}

/** The key that an expression is: named by its column, or written as the key is. */
function keyOf(node: Expr, keys: readonly StatsKey[]): Typed | undefined {
  if (node.kind !== "column" && node.kind !== "call" && node.kind !== "arithmetic") return undefined;
  const key = node.kind === "column" ? keys.find(({ name }) => name === node.name) : keys.find(({ field }) => isSame(field.value, node));
  return key && typed(node, { kind: "column", name: key.name, type: key.value.expr.type, at: node.span });
}

const isSame = (a: Expr, b: Expr): boolean => a.kind === b.kind && bare(a) === bare(b);

const bare = (expr: Expr): string => JSON.stringify(expr, (key, value: unknown) => (/span$/i.test(key) ? undefined : value));

function ungrouped(place: Place, node: ColumnExpr): Typed {
  const exists = lowerExpr({ scope: place.scope, columns: place.columns }, node);
  if (exists.invalid) return exists;
  const message = `column [${node.name}] must appear in the STATS BY clause or be used in an aggregate function`;
  place.scope.report("T5048", node.span, message, `write \`VALUES(${node.name})\`, or add it to \`BY\``);
  return invalidOf(node);
}

function lowerAggregateCall(input: Place, node: CallExpr, where: Typed | undefined): Omit<EsqlAggregateCall, "id"> | undefined {
  const { scope } = input;
  const definition = ESQL_AGGREGATES.get(node.name.toLowerCase());
  const nested = node.args.find((arg) => someBelow(arg, isAggregate));
  if (nested) {
    const message = `nested aggregations [${textOf(scope, nested)}] not allowed inside other aggregations [${textOf(scope, node)}]`;
    scope.report("T5049", nested.span, message, "compute the inner one with a `STATS` or `INLINE STATS` before");
    return undefined;
  }
  if (!definition) return undefined;
  if (node.star && definition.name !== "count") {
    scope.report("T5031", node.span, `[${node.name}] takes no [*]`, "only `COUNT(*)` counts rows");
    return undefined;
  }
  const args = lowerArguments({ ...input, searches: false }, node, definition.params);
  const type = checkCall(scope, definition, node, args);
  if (type === undefined || where?.invalid) return undefined;
  const prepared = definition.prepare(args.map(argumentOf));
  if (isFault(prepared)) {
    reportFault(scope, node, args, prepared);
    return undefined;
  }
  return { name: definition.name, args: args.map(({ expr }) => expr), ...(where && { where: where.expr }), type, at: node.span };
}

const isAggregate = (expr: Expr): boolean => expr.kind === "call" && ESQL_AGGREGATES.has(expr.name.toLowerCase());
