import { conversion, same } from "../conversion.ts";
import { decimalTo, fromBoolean, textToUnsigned, wholeTo } from "../convert-number.ts";

export const toUnsignedLong = conversion({
  name: "to_unsigned_long",
  aliases: ["to_ulong", "to_ul"],
  summary: "A whole number from 0 to 2^64 - 1. Decimals lose their fraction, dates give milliseconds.",
  to: "unsigned_long",
  from: {
    boolean: fromBoolean,
    date: wholeTo("unsigned_long"),
    keyword: textToUnsigned,
    text: textToUnsigned,
    double: decimalTo("unsigned_long"),
    integer: wholeTo("unsigned_long"),
    long: wholeTo("unsigned_long"),
    unsigned_long: same,
  },
  examples: [
    { query: 'TO_UNSIGNED_LONG("18446744073709551615")', result: 18446744073709551615n, type: "unsigned_long" },
    { query: 'TO_UL("2147483648.9")', result: 2147483648, type: "unsigned_long" },
    {
      query: "TO_ULONG(-1)",
      result: null,
      type: "unsigned_long",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: [-1] out of [unsigned_long] range",
    },
  ],
});
