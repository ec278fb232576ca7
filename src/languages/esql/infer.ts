import { ESQL_AGGREGATES, ESQL_FUNCTIONS } from "../../functions/esql/table.ts";
import { type EsqlType, NUMERIC_TYPES } from "../../functions/esql/type.ts";
import type { CallExpr, Command, EsqlQuery, Expr } from "./ast.ts";
import { childrenOf, expressionsOf } from "./walk.ts";

/** What a query does with a name, as far as that says of which type it is. */
export type FieldUse = EsqlType;

/**
 * The types that names have by what stands beside them: `x == 5` makes a long of x, `x > 0.5` a double, a function's
 * parameter its type. The first use that says something decides; a column made of a name speaks for it. Only fields that
 * no table knows are typed so.
 * @param known the types of fields that a table knows
 */
export function inferUses({ commands }: EsqlQuery, known: KnownType): ReadonlyMap<string, FieldUse> {
  const uses = new Map<string, FieldUse>();
  const note: Note = (expr, type) => {
    if (expr?.kind === "column" && type !== undefined && !uses.has(expr.name)) uses.set(expr.name, type);
  };
  for (const command of commands) {
    if (command.kind === "where") note(command.condition, "boolean");
    if (command.kind === "grok" || command.kind === "dissect") note(command.input, "keyword");
    for (const expr of expressionsOf(command)) visit(expr, note, known);
  }
  for (const [made, of] of commands.flatMap(copies).toReversed()) note(of, uses.get(made));
  return uses;
}

/** The type of a field that a table knows. */
export type KnownType = (name: string) => EsqlType | undefined;

/** Functions whose result is of the type of their first argument. */
// biome-ignore format: table
const KEEPS_TYPE: ReadonlySet<string> = new Set([
  "avg", "coalesce", "first", "last", "max", "min", "mv_dedupe", "mv_first", "mv_last", "mv_max", "mv_min", "mv_slice", "mv_sort",
  "sum", "top", "values",
]);

/** Columns that are made of another one without a change of type, with that one. */
function copies(command: Command): (readonly [made: string, of: Expr])[] {
  const fields =
    command.kind === "eval"
      ? command.fields
      : command.kind === "stats" || command.kind === "inlineStats"
        ? [...command.aggregates, ...command.by]
        : [];
  return fields.flatMap(({ name, value }) => {
    const of = value.kind === "call" && KEEPS_TYPE.has(value.name.toLowerCase()) ? value.args[0] : value;
    return name && of?.kind === "column" ? [[name.name, of] as const] : [];
  });
}

type Note = (expr: Expr | undefined, type: EsqlType | undefined) => void;

/** Iterative: the parser bounds the depth, but a query can be wide. */
function visit(root: Expr, note: Note, known: KnownType): void {
  const open: Expr[] = [root];
  for (let expr = open.pop(); expr; expr = open.pop()) {
    noteUse(expr, note, (each) => literalType(each) ?? (each.kind === "column" ? known(each.name) : undefined));
    open.push(...childrenOf(expr).toReversed());
  }
}

function noteUse(expr: Expr, note: Note, typeOf: (expr: Expr) => EsqlType | undefined): void {
  switch (expr.kind) {
    case "compare":
      note(expr.left, typeOf(expr.right));
      note(expr.right, typeOf(expr.left));
      return;
    case "in":
      note(
        expr.item,
        expr.values.map(literalType).find((type) => type !== undefined),
      );
      return;
    case "like":
      note(expr.item, "keyword");
      return;
    case "logic":
      for (const item of expr.items) note(item, "boolean");
      return;
    case "not":
      note(expr.item, "boolean");
      return;
    case "arithmetic":
      note(expr.left, arithmeticType(expr.right));
      note(expr.right, arithmeticType(expr.left));
      return;
    case "call":
      noteArguments(expr, note);
      if (expr.name.toLowerCase() === "coalesce") noteAlike(expr.args, note, typeOf);
      return;
    default:
  }
}

function noteArguments({ name, args }: CallExpr, note: Note): void {
  const { params } = ESQL_FUNCTIONS.get(name.toLowerCase()) ?? ESQL_AGGREGATES.get(name.toLowerCase()) ?? { params: [] };
  if (params.length === 0) return;
  args.forEach((arg, i) => {
    const types = (params[Math.min(i, params.length - 1)] ?? params[0])?.types ?? [];
    note(arg, typeOfParameter(types));
  });
}

/** All are of the type that one of them has. */
function noteAlike(args: readonly Expr[], note: Note, typeOf: (expr: Expr) => EsqlType | undefined): void {
  const type = args.map(typeOf).find((each) => each !== undefined);
  for (const arg of args) note(arg, type);
}

/** A parameter that takes strings says nothing against a keyword, which is what unknown fields are by default. */
function typeOfParameter(types: readonly EsqlType[]): EsqlType | undefined {
  if (types.includes("keyword")) return undefined;
  if (types.includes("date")) return "date";
  const [only] = types.filter((type) => !NUMBERS.has(type));
  if (only !== undefined) return only;
  return types.includes("long") ? "long" : types[0];
}

const NUMBERS: ReadonlySet<EsqlType> = new Set(NUMERIC_TYPES);

function literalType(expr: Expr): EsqlType | undefined {
  switch (expr.kind) {
    case "string":
      return "keyword";
    case "number":
      return expr.decimal ? "double" : "long";
    case "boolean":
      return "boolean";
    case "sign":
      return literalType(expr.item);
    case "call":
      return expr.name.toLowerCase() === "now" ? "date" : undefined;
    case "arithmetic":
      return literalType(expr.left) ?? literalType(expr.right);
    default:
      return undefined;
  }
}

function arithmeticType(other: Expr): EsqlType {
  if (other.kind === "timeSpan") return "date";
  return literalType(other) === "double" ? "double" : "long";
}
