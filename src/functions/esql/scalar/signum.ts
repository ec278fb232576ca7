import { unaryMath } from "../unary-math.ts";

export const signum = unaryMath({
  name: "signum",
  summary: "-1, 0 or 1: the sign of the number.",
  compute: Math.sign,

  examples: [
    { query: "SIGNUM(-100)", result: -1, type: "double" },
    { query: "SIGNUM(0.0)", result: 0, type: "double" },
  ],
});
