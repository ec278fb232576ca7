import { defineFunction } from "./query-function.ts";

export const length = defineFunction({
  name: "length",
  summary: "The number of UTF-16 units of a text.",
  params: [{ name: "string", type: "string" }],
  result: "integer",
  foldable: false,
  examples: [
    { args: ["explorer.exe"], result: 12 },
    { args: [""], result: 0 },
    { args: ["😀"], result: 2, note: "characters outside the basic plane count twice" },
    { args: [null], result: null },
  ],
  evaluate: ([text]) => text.length,
});
