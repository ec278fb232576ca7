import { compileTimeFormat, isTimePattern } from "../../../event/time-format.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import type { EsqlCallContext } from "../function.ts";
import { zoneOf } from "../zone.ts";
import { STRING } from "../type-sets.ts";

const DEFAULT = "strict_date_optional_time";

function parse(read: (text: string, roundUp: boolean) => number, text: string, format: string, context: EsqlCallContext): number | null {
  const time = Math.floor(read(text, false));
  return Number.isNaN(time) ? fail(context, ILLEGAL_ARGUMENT, `failed to parse date field [${text}] with format [${format}]`) : time;
}

const patternFault = (format: string): string => `Invalid format: [${format}]`;

export const dateParse = scalar({
  name: "date_parse",
  summary: "The date that a text says, by a java.time pattern or a named format; with one argument in ISO 8601.",
  params: [
    { name: "datePattern", types: STRING },
    { name: "dateString", types: STRING, optional: true },
  ],
  result: (args) => {
    const format = args.length > 1 ? args[0]?.constant : DEFAULT;
    return typeof format === "string" && !isTimePattern(format) ? { fault: patternFault(format), argument: 0 } : "date";
  },
  zoned: true,
  prepare: (args, options) => {
    const zone = zoneOf(options);
    const format = args.length > 1 ? args[0]?.constant : DEFAULT;
    if (typeof format === "string") {
      const read = compileTimeFormat(format, zone);
      return (values, context) => parse(read, values.at(-1) as string, format, context);
    }
    return ([pattern, text], context) => {
      const written = pattern as string;
      if (!isTimePattern(written)) return fail(context, ILLEGAL_ARGUMENT, patternFault(written));
      return parse(compileTimeFormat(written, zone), text as string, written, context);
    };
  },
  examples: [
    { query: 'DATE_PARSE("yyyy-MM-dd HH:mm:ss", "2023-02-01 12:15:55")', result: 1675253755000, type: "date" },
    {
      query: 'DATE_PARSE("yyyy-MM-dd HH:mm VV", "2024-07-01 00:00 Europe/Paris")',
      result: 1719784800000,
      type: "date",
      note: "names of zones are read too",
    },
    { query: 'DATE_PARSE("2022-05-06")', result: 1651795200000, type: "date" },
    {
      query: 'DATE_PARSE("yyyy-MM-dd", "12 May")',
      result: null,
      type: "date",
      warning: "java.lang.IllegalArgumentException: failed to parse date field [12 May] with format [yyyy-MM-dd]",
    },
  ],
});
