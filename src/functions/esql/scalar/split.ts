import { lengthOf } from "../code-points.ts";
import { scalar } from "../define.ts";
import { fail, INVALID_ARGUMENT } from "../exceptions.ts";
import { STRING } from "../type-sets.ts";
import { valueOf } from "../value.ts";

const FAULT = "delimiter must be single byte for now";

const isByte = (text: string): boolean => lengthOf(text) === 1 && text.charCodeAt(0) < 0x80;

export const split = scalar({
  name: "split",
  summary: "The parts of a text between a delimiter of one ASCII character; empty parts too.",
  params: [
    { name: "string", types: STRING },
    { name: "delimiter", types: STRING },
  ],
  result: (args) => {
    const delimiter = args[1]?.constant;
    return typeof delimiter === "string" && !isByte(delimiter) ? { fault: FAULT, argument: 1 } : "keyword";
  },
  evaluate: ([text, delimiter], context) =>
    isByte(delimiter as string) ? valueOf((text as string).split(delimiter as string)) : fail(context, INVALID_ARGUMENT, FAULT),
  examples: [
    { query: 'SPLIT("foo;bar;;baz", ";")', result: ["foo", "bar", "", "baz"], type: "keyword" },
    { query: 'SPLIT("foo", ";")', result: "foo", type: "keyword" },
  ],
});
