import { defineFunction } from "./query-function.ts";
import { valueText } from "./string.ts";

export const concat = defineFunction({
  name: "concat",
  summary: "The texts of all arguments, one after the other.",
  params: [{ name: "values", type: "any", variadic: true }],
  result: "string",
  foldable: false,
  nullLaw: "Null where any argument is null.",
  examples: [
    { args: ["process is ", "regsvr32.exe"], result: "process is regsvr32.exe" },
    { args: ["port ", 80, " is open: ", true], result: "port 80 is open: true" },
    { args: ["a"], result: "a" },
    { args: ["a", null], result: null },
  ],
  evaluate: ([values]) => values.map((value) => valueText(value, false)).join(""),
});
