import type { EsqlAssignment, EsqlCommand, EsqlExpr, EsqlOp } from "./esql.ts";
import { mapExpressions } from "./esql-map.ts";

/**
 * Has every search of the document (KQL() and the like) that a later command makes worked out first, as a column: where rows
 * are kept, their documents are not.
 */
export function hoistSearches(op: EsqlOp): EsqlOp {
  const searches: EsqlAssignment[] = [];
  const replace = (value: EsqlExpr): EsqlExpr => {
    if (value.kind === "call") return { ...value, args: value.args.map(replace) };
    if (value.kind !== "search") return value;
    const name = `\u0000search${searches.length}`;
    searches.push({ name, value });
    return { kind: "column", name, type: "boolean" };
  };
  const commands = op.commands.map((command) => keepSearches(mapExpressions(command, replace)));
  return searches.length === 0 ? op : { ...op, commands: [{ kind: "eval", fields: searches }, ...commands] };
}

/** KEEP would take the columns away again. */
const keepSearches = (command: EsqlCommand): EsqlCommand =>
  command.kind === "keep" ? { ...command, items: [...command.items, { name: "\u0000search*", pattern: true }] } : command;
