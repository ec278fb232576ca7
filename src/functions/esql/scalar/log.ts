import { scalar } from "../define.ts";
import { ARITHMETIC, fail } from "../exceptions.ts";
import { NUMERIC } from "../type-sets.ts";

export const log = scalar({
  name: "log",
  summary: "The natural logarithm of a number; with two arguments the logarithm of the second to the base of the first.",
  params: [
    { name: "base", types: NUMERIC },
    { name: "number", types: NUMERIC, optional: true },
  ],
  result: "double",
  prepare: (args) => {
    if (args.length < 2)
      return ([value], context) => (Number(value) <= 0 ? fail(context, ARITHMETIC, "Log of non-positive number") : Math.log(Number(value)));
    return ([first, second], context) => {
      const [base, value] = [Number(first), Number(second)];
      if (base <= 0 || value <= 0) return fail(context, ARITHMETIC, "Log of non-positive number");
      return base === 1 ? fail(context, ARITHMETIC, "Log of base 1") : Math.log10(value) / Math.log10(base);
    };
  },
  examples: [
    { query: "LOG(1)", result: 0, type: "double" },
    { query: "LOG(2, 8)", result: 3, type: "double" },
    { query: "LOG(-1)", result: null, type: "double", warning: "java.lang.ArithmeticException: Log of non-positive number" },
  ],
});
