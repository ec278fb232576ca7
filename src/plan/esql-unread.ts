import type { EsqlCommand, EsqlExpr, EsqlFrom, EsqlOp, EsqlProjection } from "./esql.ts";
import { mapExpressions } from "./esql-map.ts";

/**
 * A query whose source gives only what some command names, or what is left at the end: a condition that was moved to the
 * source reads its fields there.
 */
export function withoutUnread(op: EsqlOp): EsqlOp {
  if (op.source.kind !== "from") return op;
  const names = new Set(op.columns.map(({ name }) => name));
  for (const command of op.commands) for (const name of namesIn(command)) names.add(name);
  const source: EsqlFrom = {
    ...op.source,
    fields: op.source.fields.filter(({ name }) => names.has(name)),
    metadata: op.source.metadata.filter(({ name }) => names.has(name)),
  };
  return { ...op, source };
}

/** Names that a command reads. */
function namesIn(command: EsqlCommand): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (value: EsqlExpr): EsqlExpr => {
    if (value.kind === "column") names.add(value.name);
    if (value.kind === "call") value.args.forEach(note);
    return value;
  };
  mapExpressions(command, note);
  for (const name of namedBy(command)) names.add(name);
  return names;
}

function namedBy(command: EsqlCommand): readonly string[] {
  const plain = (items: readonly EsqlProjection[]): readonly string[] => items.filter(({ pattern }) => !pattern).map(({ name }) => name);
  switch (command.kind) {
    case "keep":
      return plain(command.items);
    case "rename":
      return command.items.map(({ from }) => from);
    case "mvExpand":
      return [command.column];
    case "enrich":
    case "lookupJoin":
      return [command.on].flat();
    case "changePoint":
      return [command.value, command.key];
    default:
      return [];
  }
}
