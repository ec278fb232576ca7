import { byteLengthOf, MAX_TEXT_BYTES } from "../code-points.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { INTEGER, STRING } from "../type-sets.ts";

export const repeat = scalar({
  name: "repeat",
  summary: "The text so many times. Past 1 MB null with a warning.",
  params: [
    { name: "string", types: STRING },
    { name: "number", types: INTEGER },
  ],
  result: (args) => {
    const count = args[1]?.constant;
    return typeof count === "number" && count < 0
      ? { fault: `Number parameter cannot be negative, found [${count}]`, argument: 1 }
      : "keyword";
  },
  evaluate: ([text, number], context) => {
    const count = number as number;
    if (count < 0) return fail(context, ILLEGAL_ARGUMENT, `Number parameter cannot be negative, found [${count}]`);
    if (byteLengthOf(text as string) * count > MAX_TEXT_BYTES)
      return fail(context, ILLEGAL_ARGUMENT, `Creating repeated strings with more than [${MAX_TEXT_BYTES}] bytes is not supported`);
    return (text as string).repeat(count);
  },
  examples: [
    { query: 'REPEAT("ab", 3)', result: "ababab", type: "keyword" },
    { query: 'REPEAT("ab", 0)', result: "", type: "keyword" },
  ],
});
