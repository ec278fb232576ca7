import { defineFunction } from "./query-function.ts";

export const startsWith = defineFunction({
  name: "startsWith",
  summary: "Whether a text begins with another.",
  params: [
    { name: "source", type: "string" },
    { name: "prefix", type: "string" },
  ],
  result: "boolean",
  foldable: true,
  examples: [
    { args: ["regsvr32.exe", "regsvr32"], result: true },
    { args: ["regsvr32.exe", "RegSvr32"], result: false },
    { args: ["regsvr32.exe", "RegSvr32"], fold: true, result: true },
    { args: ["Élan", "éL"], fold: true, result: true, note: "the `~` form lower-cases all letters, not only ASCII" },
    { args: ["abc", ""], result: true },
    { args: [null, "a"], result: null },
    { args: ["a", null], result: null },
  ],
  evaluate: ([source, prefix], fold) => (fold ? source.toLowerCase().startsWith(prefix.toLowerCase()) : source.startsWith(prefix)),
});
