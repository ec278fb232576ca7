import type { EsqlCall, EsqlColumnRef, EsqlCommand, EsqlExpr, EsqlOp } from "./esql.ts";
import { mapExpressions } from "./esql-map.ts";

/**
 * A query as Elasticsearch's optimizer joins it, which shows in warnings: conditions that follow one another are one, and
 * `x == 1 OR x == 2` is `x IN (1, 2)`, with a block of addresses beside it `CIDR_MATCH(x, …)`. The results are the same.
 */
export function combine(op: EsqlOp): EsqlOp {
  return { ...op, commands: joinConditions(op.commands).map((command) => mapExpressions(command, joinEqualities)) };
}

function joinConditions(commands: readonly EsqlCommand[]): readonly EsqlCommand[] {
  const joined: EsqlCommand[] = [];
  for (const command of commands) {
    const last = joined.at(-1);
    if (command.kind !== "where" || last?.kind !== "where") joined.push(command);
    else joined[joined.length - 1] = { kind: "where", condition: call("and", [last.condition, command.condition]) };
  }
  return joined;
}

const call = (name: string, args: readonly EsqlExpr[]): EsqlCall => ({ kind: "call", name, args, type: "boolean" });

/** Several tests of one column for equality, joined by OR, are one. */
export function joinEqualities(value: EsqlExpr): EsqlExpr {
  if (value.kind !== "call") return value;
  const inner = { ...value, args: value.args.map(joinEqualities) };
  if (inner.name !== "or") return inner;
  const parts = disjuncts(inner);
  const groups = Map.groupBy(parts, (part) => equalityOf(part)?.column.name);
  if (![...groups].some(([name, group]) => name !== undefined && group.length > 1)) return inner;
  const blocks = new Set(parts.flatMap((part) => (nameOf(part) === "cidr_match" ? (equalityOf(part)?.column.name ?? []) : [])));
  const seen = new Set<string>();
  const items = parts.flatMap((part): readonly EsqlExpr[] => {
    const equality = equalityOf(part);
    const group = equality && groups.get(equality.column.name);
    if (!equality || !group || group.length === 1) return [part];
    if (seen.has(equality.column.name)) return [];
    seen.add(equality.column.name);
    const values = group.flatMap((each) => equalityOf(each)?.values ?? []);
    const joined = blocks.has(equality.column.name)
      ? call("cidr_match", [equality.column, ...values.map(asText)])
      : call("in", [equality.column, ...values]);
    return [{ ...joined, ...(equality.column.at && { at: equality.column.at }) }];
  });
  return items.reduce((left, right) => ({ ...call("or", [left, right]), ...(inner.at && { at: inner.at }) }));
}

const disjuncts = (value: EsqlExpr): readonly EsqlExpr[] =>
  value.kind === "call" && value.name === "or" ? value.args.flatMap(disjuncts) : [value];

interface Equality {
  readonly column: EsqlColumnRef;
  readonly values: readonly EsqlExpr[];
}

const nameOf = (value: EsqlExpr): string | undefined => (value.kind === "call" ? value.name : undefined);

/** An address as CIDR_MATCH is given one. */
const asText = (value: EsqlExpr): EsqlExpr => (value.kind === "literal" && value.type === "ip" ? { ...value, type: "keyword" } : value);

/** A column that equals one of some constants, of its own type, or lies in one of some blocks of addresses. */
function equalityOf(value: EsqlExpr): Equality | undefined {
  if (value.kind !== "call" || (value.name !== "==" && value.name !== "in" && value.name !== "cidr_match")) return undefined;
  const [column, ...values] = value.args;
  const type = value.name === "cidr_match" ? "keyword" : column?.type;
  const isPlain = column?.kind === "column" && values.every((each) => each.kind === "literal" && each.type === type && each.value !== null);
  return isPlain ? { column, values } : undefined;
}
