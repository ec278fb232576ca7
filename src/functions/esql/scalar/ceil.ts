import { scalar, typeOf } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";

export const ceil = scalar({
  name: "ceil",
  summary: "The number rounded up; whole numbers stay as they are.",
  params: [{ name: "number", types: NUMERIC }],
  result: typeOf(0),
  prepare: ([argument]) => (argument?.type === "double" ? ([value]) => Math.ceil(value as number) : ([value]) => value ?? null),
  examples: [
    { query: "CEIL(1.8)", result: 2, type: "double" },
    { query: "CEIL(5)", result: 5, type: "integer" },
  ],
});
