import type { EsqlAssignment, EsqlCommand, EsqlExpr } from "./esql.ts";

/** The command with every expression in it replaced; the results of aggregates are expressions too. */
export function mapExpressions(command: EsqlCommand, map: (value: EsqlExpr) => EsqlExpr): EsqlCommand {
  const assigned = (fields: readonly EsqlAssignment[]): readonly EsqlAssignment[] =>
    fields.map((field) => ({ ...field, value: map(field.value) }));
  switch (command.kind) {
    case "where":
      return { ...command, condition: map(command.condition) };
    case "eval":
      return { ...command, fields: assigned(command.fields) };
    case "sort":
      return { ...command, keys: command.keys.map((key) => ({ ...key, value: map(key.value) })) };
    case "dissect":
    case "grok":
      return { ...command, input: map(command.input) };
    case "stats":
    case "inlineStats": {
      const aggregates = command.aggregates.map((aggregate) => ({
        ...aggregate,
        value: map(aggregate.value),
        calls: aggregate.calls.map((call) => ({ ...call, args: call.args.map(map), ...(call.where && { where: map(call.where) }) })),
      }));
      return { ...command, keys: assigned(command.keys), aggregates };
    }
    default:
      return command;
  }
}
