import type { TimeZone } from "../../../event/time-zone.ts";
import { namedPattern } from "../../../event/time-format.ts";
import { compileDatePattern } from "../date-pattern.ts";
import { fieldsReader } from "../date-reader.ts";
import { isFault, scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import type { EsqlArgument, EsqlCallFault, PreparedCall } from "../function.ts";
import { NANOS_PER_MILLI } from "../times.ts";
import type { EsqlType } from "../type.ts";
import { DATE, STRING } from "../type-sets.ts";
import type { EsqlScalar, EsqlValue } from "../value.ts";
import { textOf } from "../value-text.ts";
import { zoneOf } from "../zone.ts";

type Printer = (value: EsqlValue) => string;

const ISO: ReadonlySet<string> = new Set(["date_optional_time", "date_optional_time_nanos", "iso8601"]);

const epochMillis =
  (type: EsqlType): ((value: EsqlValue) => number) =>
  (value) =>
    type === "date_nanos" ? Number((value as bigint) / NANOS_PER_MILLI) : (value as number);

/** A printer for a java.time pattern or a named format of Elasticsearch. */
function printerOf(format: string, type: EsqlType, zone: TimeZone | undefined): Printer | { readonly fault: string } {
  const name = format.startsWith("strict_") ? format.slice("strict_".length) : format;
  if (ISO.has(name)) return textOf(type, zone) as Printer;
  const millis = epochMillis(type);
  if (name === "epoch_millis") return (value) => String(millis(value));
  if (name === "epoch_second") return (value) => String(Math.floor(millis(value) / 1000));
  const print = compileDatePattern(namedPattern(name) ?? format);
  if (isFault(print)) return { fault: `Invalid format: [${format}]: ${print.fault}` };
  const fieldsOf = fieldsReader(type, zone);
  return (value) => print(fieldsOf(value));
}

function byRow(type: EsqlType, zone: TimeZone | undefined): PreparedCall {
  return ([format, value = null], context) => {
    const printer = printerOf(format as string, type, zone);
    return isFault(printer) ? fail(context, ILLEGAL_ARGUMENT, printer.fault) : printer(value);
  };
}

/** The date comes last; before it only a format can stand. */
function oddArgument(args: readonly EsqlArgument[]): EsqlCallFault | undefined {
  const isOf = (argument: EsqlArgument | undefined, types: readonly EsqlType[]): boolean =>
    argument === undefined || argument.type === "null" || types.includes(argument.type);
  if (!isOf(args.at(-1), DATE)) return { fault: "what is formatted must be a date", argument: args.length - 1 };
  return args.length > 1 && !isOf(args[0], STRING) ? { fault: "the format must be a string", argument: 0 } : undefined;
}

export const dateFormat = scalar({
  name: "date_format",
  summary: "A date as text (UTC), by a java.time pattern or a named format; with one argument in ISO 8601.",
  params: [
    { name: "dateFormat", types: [...STRING, ...DATE] },
    { name: "date", types: DATE, optional: true },
  ],
  result: (args) => {
    const odd = oddArgument(args);
    if (odd) return odd;
    if (args.length === 1) return "keyword";
    const format = args[0]?.constant;
    const printer = typeof format === "string" ? printerOf(format, "date", undefined) : undefined;
    return printer && isFault(printer) ? { ...printer, argument: 0 } : "keyword";
  },
  zoned: true,
  prepare: (args, options) => {
    const type = args.at(-1)?.type ?? "null";
    const zone = zoneOf(options);
    if (args.length === 1) return ([value]) => textOf(type, zone)(value as EsqlScalar);
    const format = args[0]?.constant;
    if (typeof format !== "string") return byRow(type, zone);
    const printer = printerOf(format, type, zone);
    return isFault(printer) ? { ...printer, argument: 0 } : ([, value = null]) => printer(value);
  },
  examples: [
    { query: 'DATE_FORMAT("yyyy-MM-dd", "1986-06-26T10:20:30Z"::date)', result: "1986-06-26", type: "keyword" },
    {
      query: `DATE_FORMAT("EEEE, d MMM yy 'at' h:mm a", "1986-06-26T15:20:30Z"::date)`,
      result: "Thursday, 26 Jun 86 at 3:20 PM",
      type: "keyword",
    },
    { query: 'DATE_FORMAT("1986-06-26"::date)', result: "1986-06-26T00:00:00.000Z", type: "keyword" },
    { query: 'DATE_FORMAT("epoch_second", "1970-01-01T00:01:00Z"::date)', result: "60", type: "keyword" },
  ],
});
