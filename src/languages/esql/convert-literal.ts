import type { EsqlCallContext } from "../../functions/esql/function.ts";
import { isFault } from "../../functions/esql/define.ts";
import { underLaws } from "../../functions/esql/laws.ts";
import { ESQL_FUNCTIONS } from "../../functions/esql/table.ts";
import { type EsqlType, isSpanType } from "../../functions/esql/type.ts";
import type { EsqlValue } from "../../functions/esql/value.ts";
import { ZONE_OPTION } from "../../functions/esql/zone.ts";
import { timeSpan } from "../../functions/esql/time-span.ts";
import type { Scope } from "./scope.ts";
import { constantOf, invalidOf, type Typed } from "./typed.ts";

/** What converts a text to a type. */
const CONVERSIONS: Partial<Readonly<Record<EsqlType, string>>> = {
  boolean: "to_boolean",
  integer: "to_integer",
  long: "to_long",
  unsigned_long: "to_unsigned_long",
  double: "to_double",
  ip: "to_ip",
  version: "to_version",
  date: "to_datetime",
  date_nanos: "to_date_nanos",
  geo_point: "to_geopoint",
  geo_shape: "to_geoshape",
  cartesian_point: "to_cartesianpoint",
  cartesian_shape: "to_cartesianshape",
};

/** A constant text can stand where a value of another type is wanted. */
export const isTextLiteral = ({ node, expr, constant }: Typed): boolean =>
  expr.type === "keyword" && typeof constant !== "undefined" && constant !== null && (node.kind === "string" || node.kind === "array");

/** The text literal as a value of the type; one that cannot be is told. */
export function convertLiteral(scope: Scope, item: Typed, type: EsqlType): Typed {
  const { node, constant } = item;
  const outcome = convert(constant as EsqlValue, type, scope.zone);
  if ("value" in outcome) return constantOf(node, outcome.value, outcome.type ?? type);
  const message = `Cannot convert string [${String(constant)}] to [${type.toUpperCase()}], error [${outcome.fault}]`;
  scope.report("T5023", node.span, message, HINTS[type] ?? `write a value of type ${type}`);
  return invalidOf(node);
}

const HINTS: Partial<Readonly<Record<EsqlType, string>>> = {
  date: 'write a date: `"2024-05-01"` or `"2024-05-01T12:00:00Z"`; date math is `NOW() - 1 day`',
  ip: 'write an address: `"10.0.0.1"`; blocks go into CIDR_MATCH',
  boolean: "write `true` or `false`",
  date_period: "write a number and a unit without quotes: `1 day`",
  time_duration: "write a number and a unit without quotes: `5 minutes`",
};

type Outcome = { readonly value: EsqlValue; readonly type?: EsqlType } | { readonly fault: string };

function convert(value: EsqlValue, type: EsqlType, zone?: string): Outcome {
  if (isSpanType(type)) return textSpan(String(value), type);
  if (type === "boolean" && value !== "true" && value !== "false") return { fault: `${String(value)} is neither true nor false` };
  const conversion = ESQL_FUNCTIONS.get(CONVERSIONS[type] ?? "");
  const prepared = conversion?.prepare([{ type: "keyword", constant: value }], zone === undefined ? undefined : { [ZONE_OPTION]: zone });
  if (!conversion || !prepared || isFault(prepared)) return { fault: `there is no conversion to ${type}` };
  let fault: string | undefined;
  const context: EsqlCallContext = { now: Number.NaN, warn: (exception) => void (fault ??= exception) };
  const result = underLaws(conversion, prepared)([value], context);
  return fault === undefined ? { value: result } : { fault: fault.replace(/^[\w.()|]+Exception: /, "") };
}

/** `"5 minutes"`. */
function textSpan(text: string, type: EsqlType): Outcome {
  const [, amount = "", unit = ""] = /^\s*([+-]?\d+)\s*([A-Za-z]+)\s*$/.exec(text) ?? [];
  const span = timeSpan(Number(amount), unit);
  if (amount === "" || !span) return { fault: "it is no number with a unit of time" };
  return span.type === type ? { value: span.span } : { fault: `it is a ${span.type}` };
}

/** Whether a text literal can be read as the type. */
export const isConvertible = ({ constant }: Typed, type: EsqlType): boolean => "value" in convert(constant as EsqlValue, type);
