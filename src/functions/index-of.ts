import { defineFunction } from "./query-function.ts";

export const indexOf = defineFunction({
  name: "indexOf",
  summary: "The place, from 0, where a text first stands inside another one at or after `start`; null where it does not.",
  params: [
    { name: "source", type: "string" },
    { name: "substring", type: "string" },
    { name: "start", type: "integer", optional: true },
  ],
  result: "integer",
  foldable: true,
  nullLaw: "Null where the source or the substring is null, and where the substring is not found.",
  examples: [
    { args: ["url-url-url", "url"], result: 0 },
    { args: ["url-url-url", "url", 1], result: 4 },
    { args: ["explorer.exe", "PLORER"], result: null },
    { args: ["explorer.exe", "PLORER"], fold: true, result: 2 },
    { args: ["abc", "b", -5], result: 1, note: "a negative start is 0" },
    { args: ["abc", ""], result: 0 },
    { args: ["abc", "", 2], result: 2 },
    { args: ["abc", "a", null], result: 0, note: "a null start is 0" },
    { args: [null, "a"], result: null },
  ],
  evaluate: ([source, substring, start], fold) => {
    const text = fold ? source.toLowerCase() : source;
    const found = text.indexOf(fold ? substring.toLowerCase() : substring, Math.max(0, start ?? 0));
    return found === -1 ? null : found;
  },
});
