import { defineFunction } from "./query-function.ts";

export const endsWith = defineFunction({
  name: "endsWith",
  summary: "Whether a text ends with another.",
  params: [
    { name: "source", type: "string" },
    { name: "suffix", type: "string" },
  ],
  result: "boolean",
  foldable: true,
  examples: [
    { args: ["regsvr32.exe", ".exe"], result: true },
    { args: ["regsvr32.exe", ".EXE"], result: false },
    { args: ["regsvr32.exe", ".EXE"], fold: true, result: true },
    { args: ["abc", ""], result: true },
    { args: [null, ".exe"], result: null },
  ],
  evaluate: ([source, suffix], fold) => (fold ? source.toLowerCase().endsWith(suffix.toLowerCase()) : source.endsWith(suffix)),
});
