import type { EsqlAggregation, EsqlAssignment, EsqlCommand, EsqlExpr, EsqlOp, EsqlProjection } from "./esql.ts";
import { printPredicate } from "./print.ts";
import { printEsqlExpr } from "./print-esql.ts";

/** The source and the commands of a query, a line each, as the plan has them. */
export function printCommands({ source, commands }: EsqlOp): string[] {
  const first =
    source.kind === "row" ? `ROW ${assignments(source.fields)}` : `FROM ${source.patterns.join(", ")}${printMetadata(source.metadata)}`;
  return [first, ...commands.map((command) => `| ${printCommand(command)}`)];
}

const printMetadata = (metadata: readonly { readonly name: string }[]): string =>
  metadata.length === 0 ? "" : ` METADATA ${metadata.map(({ name }) => name).join(", ")}`;

/** One command as a line of text. */
export function printCommand(command: EsqlCommand): string {
  switch (command.kind) {
    case "where":
      return `WHERE ${expression(command.condition)}`;
    case "eval":
      return `EVAL ${assignments(command.fields)}`;
    case "keep":
    case "drop":
      return `${command.kind.toUpperCase()} ${projections(command.items)}`;
    case "rename":
      return `RENAME ${command.items.map(({ from, to }) => `${from} AS ${to}`).join(", ")}`;
    case "stats":
    case "inlineStats":
      return `${command.kind === "stats" ? "STATS" : "INLINE STATS"} ${command.aggregates.map(aggregation).join(", ")}${by(command.keys)}`;
    case "sort":
      return `SORT ${command.keys.map((key) => `${expression(key.value)} ${key.descending ? "DESC" : "ASC"} NULLS ${key.nullsFirst ? "FIRST" : "LAST"}`).join(", ")}`;
    case "limit":
      return `LIMIT ${command.count}`;
    case "mvExpand":
      return `MV_EXPAND ${command.column}`;
    case "dissect":
      return `DISSECT ${expression(command.input)} ${JSON.stringify(command.pattern)}`;
    case "grok":
      return `GROK ${expression(command.input)} ${command.patterns.map((pattern) => JSON.stringify(pattern)).join(", ")}`;
    case "enrich":
      return `ENRICH ${command.policy} ON ${command.on} WITH ${command.fields.map(({ name, from }) => `${name} = ${from}`).join(", ")}`;
    case "lookupJoin":
      return `LOOKUP JOIN ${command.index} ON ${command.on.join(", ")}`;
    case "changePoint":
      return `CHANGE_POINT ${command.value} ON ${command.key}`;
  }
}

const expression = (value: EsqlExpr): string => printEsqlExpr(value, printPredicate);
const assignments = (fields: readonly EsqlAssignment[]): string =>
  fields.map(({ name, value }) => `${name} = ${expression(value)}`).join(", ");
const projections = (items: readonly EsqlProjection[]): string => items.map(({ name }) => name).join(", ");
const by = (keys: readonly EsqlAssignment[]): string =>
  keys.length === 0
    ? ""
    : ` BY ${keys.map(({ name, value }) => (value.kind === "column" && value.name === name ? name : `${name} = ${expression(value)}`)).join(", ")}`;

/** A call stands for its column. */
function aggregation({ name, value, calls }: EsqlAggregation): string {
  const written = calls.map(({ id, name: call, args, where }) => ({
    id,
    text: `${call}(${args.map(expression).join(", ")})${where ? ` WHERE ${expression(where)}` : ""}`,
  }));
  const text = written.reduce((whole, { id, text: part }) => whole.replaceAll(id, part), expression(value));
  return `${name} = ${text}`;
}
