import type { EsqlFunction, EsqlParameter } from "../../functions/esql/function.ts";
import { type EsqlType, isDateType, isNumericType, isSpanType } from "../../functions/esql/type.ts";
import { convertLiteral, isConvertible, isTextLiteral } from "./convert-literal.ts";
import type { Scope } from "./scope.ts";
import { type Typed, typeOf } from "./typed.ts";

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "in"]);
const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

/** Text literals as values of the types that stand beside them or that the parameters take; columns are never converted. */
export function convertParameters(scope: Scope, definition: EsqlFunction, args: readonly Typed[]): readonly Typed[] {
  if (!args.some(isTextLiteral)) return args;
  if (COMPARISONS.has(definition.name)) return besideOthers(scope, args, comparedAs);
  if (ARITHMETIC.has(definition.name)) return besideOthers(scope, args, calculatedAs);
  return args.map((arg, i) => asParameter(scope, definition.params, arg, i, args));
}

function besideOthers(
  scope: Scope,
  args: readonly Typed[],
  wanted: (arg: Typed, other: EsqlType) => EsqlType | undefined,
): readonly Typed[] {
  const other = args.find((arg) => !isTextLiteral(arg) && typeOf(arg) !== "null");
  if (!other) return args;
  return args.map((arg) => {
    const type = isTextLiteral(arg) ? wanted(arg, typeOf(other)) : undefined;
    return type === undefined ? arg : convertLiteral(scope, arg, type);
  });
}

/** Beside numbers a text stays a text, which is then told. */
const comparedAs = (_: Typed, other: EsqlType): EsqlType | undefined =>
  other === "keyword" || other === "text" || isNumericType(other) ? undefined : other;

/** Beside a date a text is a span of time, beside a number a number. */
function calculatedAs(arg: Typed, other: EsqlType): EsqlType | undefined {
  if (isDateType(other)) return isConvertible(arg, "date_period") ? "date_period" : "time_duration";
  if (isSpanType(other)) return "date";
  return isNumericType(other) ? other : undefined;
}

/** In the order in which a text is tried, where a parameter takes several types: Elasticsearch's. */
// biome-ignore format: table
const PREFERRED: readonly EsqlType[] = [
  "date", "date_nanos", "date_period", "time_duration", "double", "long", "integer", "ip", "version",
  "geo_point", "geo_shape", "cartesian_point", "cartesian_shape", "boolean", "unsigned_long",
];

function asParameter(scope: Scope, params: readonly EsqlParameter[], arg: Typed, i: number, args: readonly Typed[]): Typed {
  const types = params[Math.min(i, params.length - 1)]?.types ?? [];
  if (!isTextLiteral(arg) || types.includes("keyword")) return arg;
  const candidates = PREFERRED.filter(
    (type) => types.includes(type) && !(type === "date_nanos" && !args.some((each) => typeOf(each) === type)),
  );
  const type = candidates.find((each) => isConvertible(arg, each)) ?? candidates[0];
  return type === undefined ? arg : convertLiteral(scope, arg, type);
}
