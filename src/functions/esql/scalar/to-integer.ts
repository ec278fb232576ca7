import { conversion, same } from "../conversion.ts";
import { decimalTo, fromBoolean, textInBase, textTo, wholeTo } from "../convert-number.ts";

export const toInteger = conversion({
  name: "to_integer",
  aliases: ["to_int"],
  summary: "A whole number of 32 bits, of a text also in another base. Decimals are rounded, dates give milliseconds.",
  to: "integer",
  from: {
    boolean: fromBoolean,
    date: wholeTo("integer"),
    keyword: textTo("integer"),
    text: textTo("integer"),
    double: decimalTo("integer"),
    integer: same,
    long: wholeTo("integer"),
    unsigned_long: wholeTo("integer"),
  },
  inBase: textInBase("integer"),
  examples: [
    { query: 'TO_INTEGER("ff", 16)', result: 255, type: "integer" },
    { query: 'TO_INTEGER("12.5")', result: 13, type: "integer" },
    { query: "TO_INTEGER(-12.5)", result: -12, type: "integer", note: "halves go up" },
    {
      query: 'TO_INTEGER(["1", "2", "three"])',
      result: [1, 2],
      type: "integer",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: Cannot parse number [three]",
    },
    {
      query: "TO_INTEGER(5013792000)",
      result: null,
      type: "integer",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: [5013792000] out of [integer] range",
    },
  ],
});
