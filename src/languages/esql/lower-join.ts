import { didYouMean } from "../../diagnostics/index.ts";
import { isDateType, isNumericType, isStringType, type EsqlType } from "../../functions/esql/type.ts";
import type { LocalTableSchema } from "../local-tables.ts";
import type { ChangePointCommand, EnrichCommand, Expr, LookupJoinCommand, Name } from "./ast.ts";
import { append, type Column, type Columns, compilePattern, resolveColumn } from "./columns.ts";
import type { Lowered } from "./lowered.ts";
import type { Scope } from "./scope.ts";

/** LOOKUP JOIN: the columns of a local table, which take the place of columns of the same name. */
export function lowerLookupJoin(scope: Scope, columns: Columns, { index, on }: LookupJoinCommand): Lowered {
  const table = tableOf(
    scope,
    index,
    scope.env.tables?.lookups,
    `Unknown index [${index.name}]`,
    `give its rows with \`--lookup ${index.name}=FILE\``,
  );
  const keys = on.flatMap((key) => lowerJoinKey(scope, columns, key, table));
  if (!table || keys.length < on.length) return { commands: [], columns };
  const added = table.columns.filter(({ name }) => !keys.includes(name)).map(({ name, type }): [string, Column] => [name, { type }]);
  return {
    commands: [{ kind: "lookupJoin", index: index.name, on: keys }],
    columns: { ...append(columns, added), searchEnds: columns.searchEnds ?? "LOOKUP JOIN" },
  };
}

function tableOf(
  scope: Scope,
  { name, span }: Name,
  tables: ReadonlyMap<string, LocalTableSchema> | undefined,
  message: string,
  hint: string,
): LocalTableSchema | undefined {
  const table = tables?.get(name);
  if (!table) scope.report("T5052", span, message, didYouMean(name, tables?.keys() ?? []) ?? hint);
  return table;
}

function lowerJoinKey(scope: Scope, columns: Columns, key: Expr, table: LocalTableSchema | undefined): string[] {
  if (key.kind !== "column") {
    if (key.kind !== "invalid")
      scope.report(
        "T5015",
        key.span,
        "Conditions in [LOOKUP JOIN … ON] are not supported",
        "join on fields of the same name: `ON field, field`",
      );
    return [];
  }
  const left = resolveColumn(scope, columns, key.name, key.span);
  const right = table?.columns.find(({ name }) => name === key.name);
  if (!left || !table) return [];
  if (!right) {
    scope.report(
      "T5052",
      key.span,
      `Unknown column [${key.name}] in right side of join`,
      didYouMean(
        key.name,
        table.columns.map(({ name }) => name),
      ) ?? "the lookup table has no such column",
    );
    return [];
  }
  if (areJoinable(left.type, right.type)) return [key.name];
  scope.report(
    "T5032",
    key.span,
    `JOIN left field [${key.name}] of type [${left.type}] is incompatible with right field [${key.name}] of type [${right.type}]`,
    "convert it with EVAL before",
  );
  return [];
}

const areJoinable = (left: EsqlType, right: EsqlType): boolean =>
  left === right || (isNumericType(left) && isNumericType(right)) || (isStringType(left) && isStringType(right)) || left === "null";

/** ENRICH: fields of a local table at the rows whose match field equals the column. */
export function lowerEnrich(scope: Scope, columns: Columns, { policy, on, fields }: EnrichCommand): Lowered {
  const name = policy.name.replace(/^_(?:any|coordinator|remote):/, "");
  const table = tableOf(
    scope,
    { ...policy, name },
    scope.env.tables?.policies,
    `cannot find enrich policy [${name}]`,
    `give its rows with \`--enrich ${name}=FILE\``,
  );
  const match = on?.name ?? table?.matchField;
  const column = match === undefined ? undefined : resolveColumn(scope, columns, match, on?.span ?? policy.span);
  if (!table || match === undefined || !column) return { commands: [], columns };
  const chosen =
    fields.length === 0
      ? table.columns.filter((each) => each.name !== table.matchField).map((each) => ({ name: each.name, from: each.name }))
      : fields.flatMap((field) => enrichFields(scope, field, table));
  const added = chosen.map((each): [string, Column] => [
    each.name,
    { type: table.columns.find((other) => other.name === each.from)?.type ?? "null" },
  ]);
  return { commands: [{ kind: "enrich", policy: name, on: match, fields: chosen }], columns: append(columns, added) };
}

function enrichFields(
  scope: Scope,
  { name, from }: EnrichCommand["fields"][number],
  { columns, matchField }: LocalTableSchema,
): { name: string; from: string }[] {
  const names = columns.map((column) => column.name).filter((each) => each !== matchField);
  const fits = from.pattern ? compilePattern(from.name) : (each: string): boolean => each === from.name;
  const found = names.filter(fits);
  if (found.length === 0)
    scope.report(
      "T5052",
      from.span,
      `Enrich field [${from.name}] not found in enrich policy`,
      didYouMean(from.name, names) ?? `its fields are ${names.map((each) => `\`${each}\``).join(", ")}`,
    );
  return found.map((each) => ({ name: from.pattern ? each : (name?.name ?? each), from: each }));
}

/** CHANGE_POINT: where a series of numbers changes its course. */
export function lowerChangePoint(scope: Scope, columns: Columns, { value, key, as }: ChangePointCommand): Lowered {
  const keyName = key?.name ?? "@timestamp";
  const number = resolveColumn(scope, columns, value.name, value.span);
  const order = resolveColumn(scope, columns, keyName, key?.span ?? value.span);
  if (number && !isNumericType(number.type) && number.type !== "null") {
    scope.report(
      "T5032",
      value.span,
      `change point value [${value.name}] must be numeric, found type [${number.type}]`,
      "convert it: `TO_DOUBLE(…)`",
    );
  }
  if (order && !isNumericType(order.type) && !isDateType(order.type) && !isStringType(order.type)) {
    scope.report("T5032", key?.span ?? value.span, `change point key [${keyName}] must be sortable, found type [${order.type}]`);
  }
  const [typeName, pvalueName] = [as?.type.name ?? "type", as?.pvalue.name ?? "pvalue"];
  const added: [string, Column][] = [
    [typeName, { type: "keyword" }],
    [pvalueName, { type: "double" }],
  ];
  return {
    commands: [{ kind: "changePoint", value: value.name, key: keyName, typeName, pvalueName }],
    columns: { ...append(columns, added), searchEnds: columns.searchEnds ?? "CHANGE_POINT" },
  };
}
