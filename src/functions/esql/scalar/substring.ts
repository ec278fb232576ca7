import { lengthOf, offsetOf } from "../code-points.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { INTEGER, STRING } from "../type-sets.ts";

export const substring = scalar({
  name: "substring",
  summary:
    "A part of a text, from the character `start` (the first is 1, negative counts from the end), `length` characters or to the end.",
  params: [
    { name: "string", types: STRING },
    { name: "start", types: INTEGER },
    { name: "length", types: INTEGER, optional: true },
  ],
  result: "keyword",
  evaluate: ([value, position, count], context) => {
    const [text, start] = [value as string, position as number];
    if (typeof count === "number" && count < 0)
      return fail(context, ILLEGAL_ARGUMENT, `Length parameter cannot be negative, found [${count}]`);
    const skip = start > 0 ? start - 1 : start < 0 ? Math.max(0, lengthOf(text) + start) : 0;
    const from = offsetOf(text, skip);
    return text.slice(from, typeof count === "number" ? offsetOf(text, count, from) : undefined);
  },
  examples: [
    { query: 'SUBSTRING("Facello", 1, 3)', result: "Fac", type: "keyword" },
    { query: 'SUBSTRING("Facello", -3, 3)', result: "llo", type: "keyword" },
    { query: 'SUBSTRING("🔥ab", 2)', result: "ab", type: "keyword" },
    {
      query: 'SUBSTRING("Facello", 1, -1)',
      result: null,
      type: "keyword",
      warning: "java.lang.IllegalArgumentException: Length parameter cannot be negative, found [-1]",
    },
  ],
});
