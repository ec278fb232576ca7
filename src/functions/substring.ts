import { defineFunction } from "./query-function.ts";

export const substring = defineFunction({
  name: "substring",
  summary: "The text from `start` up to but not including `end`; negative places count from the end, as a Python slice.",
  params: [
    { name: "source", type: "string" },
    { name: "start", type: "integer" },
    { name: "end", type: "integer", optional: true },
  ],
  result: "string",
  foldable: false,
  examples: [
    { args: ["start regsvr32.exe", 6], result: "regsvr32.exe" },
    { args: ["start regsvr32.exe", 0, 5], result: "start" },
    { args: ["regsvr32.exe", -4], result: ".exe" },
    { args: ["regsvr32.exe", -4, -1], result: ".ex" },
    { args: ["abc", 2, 1], result: "", note: "nothing lies between" },
    { args: ["abc", -10, 10], result: "abc", note: "places outside are moved to the nearest end" },
    { args: [null, 0], result: null },
    { args: ["abc", null], result: null },
  ],
  evaluate: ([source, start, end]) => source.slice(start, end ?? source.length),
});
