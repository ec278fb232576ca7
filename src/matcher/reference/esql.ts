import { familyOf } from "../../event/field-type.ts";
import { formatIp } from "../../event/ip.ts";
import type { Scalar } from "../../event/json.ts";
import { compareTerms, documentTerm } from "../../event/terms.ts";
import { ESQL_FUNCTIONS } from "../../functions/esql/table.ts";
import { parseNanos } from "../../functions/esql/times.ts";
import { type EsqlScalar, type EsqlValue, valueOf, valuesOf } from "../../functions/esql/value.ts";
import type { EsqlCall, EsqlExpr, EsqlField, EsqlLiteral } from "../../plan/esql.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { Reading } from "./reading.ts";

/** What ES|QL's expressions are read from, by the reference. */
export interface EsqlDocument {
  readonly reading: Reading;
  readonly fields: readonly EsqlField[];
  readonly now: number;
  readonly holds: (predicate: Predicate) => boolean;
}

/** The value of an expression, every part worked out anew for every document. */
export function evaluateEsql(expression: EsqlExpr, source: EsqlDocument): EsqlValue {
  switch (expression.kind) {
    case "literal":
      return literalOf(expression);
    case "column":
      return columnOf(expression.name, source);
    case "search":
      return source.holds(expression.predicate);
    case "call":
      return callOf(expression, source);
  }
}

function callOf(call: EsqlCall, source: EsqlDocument): EsqlValue {
  const item = (i: number): EsqlValue => {
    const arg = call.args[i];
    return arg ? evaluateEsql(arg, source) : null;
  };
  const all = (): EsqlValue[] => call.args.map((_, i) => item(i));
  switch (call.name) {
    case "and":
      return all().includes(false) ? false : all().every((value) => value === true) ? true : null;
    case "or":
      return all().includes(true) ? true : all().every((value) => value === false) ? false : null;
    case "not":
      return typeof item(0) === "boolean" ? item(0) === false : null;
    case "coalesce":
      return all().find((value) => value !== null) ?? null;
    case "case": {
      for (let i = 0; i + 1 < call.args.length; i += 2) if (item(i) === true) return item(i + 1);
      return call.args.length % 2 === 1 ? item(call.args.length - 1) : null;
    }
    default:
      return applied(call, all(), source);
  }
}

function applied(call: EsqlCall, args: readonly EsqlValue[], source: EsqlDocument): EsqlValue {
  const definition = ESQL_FUNCTIONS.get(call.name);
  if (!definition) throw new Error(`no function ${call.name}`);
  const known = call.args.map((arg, i) => (isConstant(arg) ? { type: arg.type, constant: args[i] ?? null } : { type: arg.type }));
  const options = Object.fromEntries(Object.entries(call.options ?? {}).map(([name, literal]) => [name, literalOf(literal)]));
  const prepared = definition.prepare(known, options);
  if ("fault" in prepared) throw new Error(prepared.fault);
  const context = { now: source.now, warn: () => undefined };
  if (definition.nulls === "null" && args.includes(null)) return null;
  const first = valuesOf(args[0] ?? null);
  if (definition.multi === "each" && first.length > 1) {
    if (args.slice(1).some((arg) => valuesOf(arg).length > 1)) return null;
    return valueOf(first.flatMap((value) => valuesOf(prepared([value, ...args.slice(1)], context))));
  }
  if (definition.multi !== "own" && args.some((arg) => valuesOf(arg).length > 1)) return null;
  return prepared(args, context);
}

const isConstant = (expression: EsqlExpr): boolean =>
  expression.kind === "literal" || (expression.kind === "call" && expression.name !== "now" && expression.args.every(isConstant));

function literalOf({ value, type }: EsqlLiteral): EsqlValue {
  const large = (each: unknown): EsqlScalar =>
    typeof each === "string" && (type === "long" || type === "unsigned_long" || type === "date_nanos")
      ? safe(BigInt(each))
      : (each as EsqlScalar);
  if (value === null) return null;
  return Array.isArray(value) ? valueOf(value.map(large)) : large(value);
}

const safe = (value: bigint): number | bigint => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

/** All values, read by the field's type, in order, keywords and addresses once. */
function columnOf(name: string, { fields, reading }: EsqlDocument): EsqlValue {
  const column = fields.find((field) => field.name === name);
  if (!column) throw new Error(`no column ${name}`);
  const values = reading.values(column.field).flatMap((value) => scalarsOf(column, value));
  if (column.type === "text") return valueOf(values);
  const distinct = column.type === "keyword" || column.type === "ip" ? [...new Set(values)] : values;
  const termOf = (value: EsqlScalar): string | number | bigint | boolean =>
    column.type === "ip"
      ? (documentTerm({ ...column.field, kind: "ip" }, value as Scalar) as bigint)
      : (value as Exclude<EsqlScalar, object>);
  return valueOf(distinct.sort((a, b) => compareTerms(termOf(a), termOf(b))));
}

function scalarsOf({ type, field }: EsqlField, value: Scalar): EsqlScalar[] {
  const kind = type === "integer" || type === "unsigned_long" ? "long" : type;
  if (kind === "keyword" || kind === "text" || kind === "version") {
    return [field.normalizer === "lowercase" ? String(value).toLowerCase() : String(value)];
  }
  if (kind === "date_nanos") return nanosOf(value);
  if (kind !== "long" && kind !== "double" && kind !== "boolean" && kind !== "date" && kind !== "ip") return [];
  const known = familyOf(field.kind) === familyOf(kind) ? field : { ...field, kind };
  const term = documentTerm(known, value);
  if (term === undefined) return [];
  if (kind === "ip") return [formatIp(term as bigint)];
  if (type === "integer" && Math.abs(Number(term)) > 2 ** 31 - 1 && term !== -(2 ** 31)) return [];
  if (kind === "long" && typeof term !== "boolean" && typeof term !== "string") return wholeOf(BigInt(term), type);
  const { scalingFactor: factor } = field;
  if (factor !== undefined && kind === "double") return [Math.floor(Number(term) * factor + 0.5) * (1 / factor)];
  return [typeof term === "bigint" ? safe(term) : term];
}

function nanosOf(value: Scalar): EsqlScalar[] {
  const exact = typeof value === "string" ? parseNanos(value) : undefined;
  const time = documentTerm({ name: "", path: "", kind: "date" }, value);
  if (exact !== undefined) return [exact];
  return typeof time === "number" ? [BigInt(time) * 1_000_000n] : [];
}

function wholeOf(value: bigint, type: EsqlField["type"]): EsqlScalar[] {
  const [least, most] = type === "unsigned_long" ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n];
  return value >= least && value <= most ? [safe(value)] : [];
}
