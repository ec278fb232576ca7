import { defineFunction } from "./query-function.ts";

export const between = defineFunction({
  name: "between",
  summary: "The text between the first `left` and the next `right` after it; with `greedy`, up to the last `right`.",
  params: [
    { name: "source", type: "string" },
    { name: "left", type: "string" },
    { name: "right", type: "string" },
    { name: "greedy", type: "boolean", optional: true },
  ],
  result: "string",
  foldable: true,
  examples: [
    { args: ["welcome to event query language", " ", " "], result: "to" },
    { args: ["welcome to event query language", " ", " ", true], result: "to event query" },
    { args: ["System Idle Process", "s", "e"], result: "t" },
    { args: ["System Idle Process", "s", "E"], fold: true, result: "yst" },
    { args: ["abc", "x", "c"], result: "", note: "`left` is not there" },
    { args: ["abc", "a", "x"], result: "", note: "`right` is not there" },
    { args: ["abc", "", "c"], result: "abc", note: "an empty text gives the source back" },
    { args: ["c-a", "a", "c", true], result: "", note: "the last `right` stands before `left`" },
    { args: [null, "a", "b"], result: null },
  ],
  evaluate: ([source, left, right, greedy], fold) => {
    if (source === "" || left === "" || right === "") return source;
    const text = fold ? source.toLowerCase() : source;
    const found = text.indexOf(fold ? left.toLowerCase() : left);
    if (found === -1) return "";
    const start = found + left.length;
    const end = findEnd(text, fold ? right.toLowerCase() : right, start, greedy === true);
    return end < start ? "" : source.slice(start, end);
  },
});

const findEnd = (text: string, right: string, start: number, greedy: boolean): number =>
  greedy ? text.lastIndexOf(right) : text.indexOf(right, start);
