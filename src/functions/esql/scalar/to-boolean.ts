import { type Convert, conversion, same } from "../conversion.ts";

const fromNumber: Convert = (value) => value !== 0;
const fromText: Convert = (value) => (value as string).toLowerCase() === "true";

export const toBoolean = conversion({
  name: "to_boolean",
  aliases: ["to_bool"],
  summary: "A boolean: the text `true` in any case is true, any other false; 0 is false, any other number true.",
  to: "boolean",
  from: {
    boolean: same,
    keyword: fromText,
    text: fromText,
    double: fromNumber,
    integer: fromNumber,
    long: fromNumber,
    unsigned_long: fromNumber,
  },
  examples: [
    { query: 'TO_BOOLEAN(["True", "yes"])', result: [true, false], type: "boolean" },
    { query: "TO_BOOLEAN(0.5)", result: true, type: "boolean" },
    { query: "0::bool", result: false, type: "boolean" },
  ],
});
