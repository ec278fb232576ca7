import { scalar, typeOf } from "../define.ts";
import { oneValue } from "../laws.ts";
import { NUMERIC } from "../type-sets.ts";

export const ceil = scalar({
  name: "ceil",
  summary: "The number rounded up; whole numbers stay as they are.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => (argument?.type === "double" ? oneValue(([value]) => Math.ceil(value as number)) : ([value]) => value ?? null),
  examples: [
    { query: "CEIL(1.8)", result: 2, type: "double" },
    { query: "CEIL(5)", result: 5, type: "integer" },
    { query: "CEIL([1, 2])", result: [1, 2], type: "integer", note: "nothing is done to whole numbers, so several may come" },
  ],
});
