import { MAX_TEXT_BYTES } from "../code-points.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { INTEGER } from "../type-sets.ts";

function countFault(count: number): string | undefined {
  if (count < 0) return `Number parameter cannot be negative, found [${count}]`;
  return count > MAX_TEXT_BYTES ? `Creating strings longer than [${MAX_TEXT_BYTES}] bytes is not supported` : undefined;
}

export const space = scalar({
  name: "space",
  summary: "A text of so many blanks.",
  params: [{ name: "number", types: INTEGER }],
  result: (args) => {
    const count = args[0]?.constant;
    const fault = typeof count === "number" ? countFault(count) : undefined;
    return fault === undefined ? "keyword" : { fault, argument: 0 };
  },
  evaluate: ([count], context) => {
    const fault = countFault(count as number);
    return fault === undefined ? " ".repeat(count as number) : fail(context, ILLEGAL_ARGUMENT, fault);
  },
  examples: [{ query: 'CONCAT("a", SPACE(3), "b")', result: "a   b", type: "keyword" }],
});
