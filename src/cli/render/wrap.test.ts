import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { wrapLine, wrapText } from "./wrap.ts";

describe("a text", () => {
  test.each<[text: string, width: number, lines: readonly string[]]>([
    ["short", 30, ["short"]],
    ["one two three four five six seven", 24, ["one two three four five", "six seven"]],
    ["x".repeat(50), 24, ["x".repeat(24), "x".repeat(24), "xx"]],
    ["漢".repeat(15), 24, ["漢".repeat(12), "漢漢漢"]],
    ["", 30, [""]],
  ])("%s in %d columns", (text, width, lines) => expect(wrapText(text, width)).toEqual(lines));
});

describe("a line", () => {
  const red = (text: string): string => `\u001b[31m${text}\u001b[0m`;

  test("goes on below, further in", () => {
    expect(wrapLine("  one two three four five six seven eight", 30)).toEqual(["  one two three four five six", "      seven eight"]);
  });

  test("colours take no room", () => {
    const line = `  ${["one", "two", "three", "four"].map(red).join(" ")} five six`;
    expect(wrapLine(line, 30)).toEqual([line]);
    for (const each of wrapLine(`${line} ${line}`, 30)) expect(stringWidth(each)).toBeLessThanOrEqual(30);
  });

  test("a word that does not fit stands by itself", () => {
    expect(wrapLine(`a ${"x".repeat(60)} b`, 30)).toEqual(["a", `    ${"x".repeat(60)}`, "    b"]);
  });
});
