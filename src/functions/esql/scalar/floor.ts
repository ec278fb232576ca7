import { scalar, typeOf } from "../define.ts";
import { oneValue } from "../laws.ts";
import { NUMERIC } from "../type-sets.ts";

export const floor = scalar({
  name: "floor",
  summary: "The number rounded down; whole numbers stay as they are.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => (argument?.type === "double" ? oneValue(([value]) => Math.floor(value as number)) : ([value]) => value ?? null),
  examples: [
    { query: "FLOOR(-1.2)", result: -2, type: "double" },
    { query: "FLOOR(9007199254740993)", result: 9007199254740993n, type: "long" },
    { query: "FLOOR([1, 2])", result: [1, 2], type: "integer", note: "nothing is done to whole numbers, so several may come" },
  ],
});
