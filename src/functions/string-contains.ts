import { defineFunction } from "./query-function.ts";

export const stringContains = defineFunction({
  name: "stringContains",
  summary: "Whether a text has another somewhere inside; an empty text has nothing and is nowhere inside.",
  params: [
    { name: "source", type: "string" },
    { name: "substring", type: "string" },
  ],
  result: "boolean",
  foldable: true,
  examples: [
    { args: ["start regsvr32.exe", "regsvr32"], result: true },
    { args: ["start regsvr32.exe", "REGSVR32"], result: false },
    { args: ["start regsvr32.exe", "REGSVR32"], fold: true, result: true },
    { args: ["abc", ""], result: false },
    { args: ["", ""], result: false },
    { args: [null, "a"], result: null },
  ],
  evaluate: ([source, substring], fold) => {
    if (source === "" || substring === "") return false;
    return fold ? source.toLowerCase().includes(substring.toLowerCase()) : source.includes(substring);
  },
});
