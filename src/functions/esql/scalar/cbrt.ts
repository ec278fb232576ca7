import { unaryMath } from "../unary-math.ts";

export const cbrt = unaryMath({
  name: "cbrt",
  summary: "The cube root.",
  compute: Math.cbrt,

  examples: [
    { query: "CBRT(27)", result: 3, type: "double" },
    { query: "CBRT(-8.0)", result: -2, type: "double" },
  ],
});
