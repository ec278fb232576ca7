import { conversion, same } from "../conversion.ts";
import { fromBoolean, textToDouble, wholeToDouble } from "../convert-number.ts";

export const toDouble = conversion({
  name: "to_double",
  aliases: ["to_dbl"],
  summary: "A decimal number. Dates give milliseconds.",
  to: "double",
  from: {
    boolean: fromBoolean,
    date: same,
    keyword: textToDouble,
    text: textToDouble,
    double: same,
    integer: same,
    long: wholeToDouble,
    unsigned_long: wholeToDouble,
  },
  examples: [
    { query: 'TO_DOUBLE("5.20128E11")', result: 520128000000, type: "double" },
    { query: "TO_DOUBLE([false, true])", result: [0, 1], type: "double" },
    { query: 'TO_DOUBLE([" 0x1.8p3 ", "-2.5f"])', result: [12, -2.5], type: "double", note: "whatever Java reads" },
    {
      query: 'TO_DOUBLE("NaN")',
      result: null,
      type: "double",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: [NaN] cannot be parsed as a number (NaN)",
    },
    {
      query: 'TO_DOUBLE("foo")',
      result: null,
      type: "double",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: Cannot parse number [foo]",
    },
  ],
});
