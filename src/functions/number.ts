import { parseDecimal, parseInteger } from "./number-text.ts";
import { defineFunction } from "./query-function.ts";

export const number = defineFunction({
  name: "number",
  summary: "The number that a text says, in base 10 or in the base given; `0x…` is base 16.",
  params: [
    { name: "string", type: "string" },
    { name: "base", type: "integer", optional: true },
  ],
  result: "number",
  foldable: false,
  nullLaw: "Null where the text is null. A null base is the default base.",
  examples: [
    { args: ["1337"], result: 1337 },
    { args: ["42.5"], result: 42.5 },
    { args: ["0xdeadbeef"], result: 3735928559 },
    { args: ["0x32", 16], result: 50 },
    { args: ["11", 16], result: 17 },
    { args: ["17", null], result: 17 },
    { args: ["9007199254740993"], result: 9007199254740993n },
    { args: ["beef"], result: null, note: "no number" },
    { args: [null], result: null },
  ],
  evaluate: ([text, base]) => {
    const hexadecimal = text.startsWith("0x") && (base ?? 16) === 16;
    if (hexadecimal) return parseInteger(text.slice(2), 16);
    return (base ?? 10) === 10 ? parseDecimal(text) : parseInteger(text, base as number);
  },
});
