import { conversion, same } from "../conversion.ts";
import { decimalTo, fromBoolean, textInBase, textTo, wholeTo } from "../convert-number.ts";
import { plain } from "../whole.ts";

export const toLong = conversion({
  name: "to_long",
  summary:
    "A whole number of 64 bits, of a text also in another base. Decimals are rounded; dates give milliseconds, date_nanos nanoseconds.",
  to: "long",
  from: {
    boolean: fromBoolean,
    date: same,
    date_nanos: (value) => plain(value as bigint),
    keyword: textTo("long"),
    text: textTo("long"),
    double: decimalTo("long"),
    integer: same,
    long: same,
    unsigned_long: wholeTo("long"),
  },
  inBase: textInBase("long"),
  examples: [
    { query: 'TO_LONG("0xdeadbeef", 16)', result: 3735928559, type: "long" },
    {
      query: 'TO_LONG("12", 2)',
      result: null,
      type: "long",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: Unable to convert [12] to number of base [2]",
    },
    { query: 'TO_LONG("9007199254740993")', result: 9007199254740993n, type: "long" },
    { query: 'TO_LONG("2147483648.2")', result: 2147483648, type: "long" },
    { query: 'TO_LONG("1970-01-01T00:00:01Z"::date)', result: 1000, type: "long" },
    {
      query: 'TO_LONG("1.1.1.1")',
      result: null,
      type: "long",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: Cannot parse number [1.1.1.1]",
    },
    {
      query: "TO_LONG(1.0E19)",
      result: null,
      type: "long",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: [1.0E19] out of [long] range",
    },
  ],
});
