import { describe, expect, test } from "vitest";
import { ruleWith } from "../../../tests/support/rule-text.ts";
import { widthOf } from "../../formats/output/cell.ts";
import { createPaint } from "../../formats/output/paint.ts";
import type { JsonObject } from "../../event/json.ts";
import { explain } from "../../toolkit/explain/explain.ts";
import { renderVerdict } from "./verdict-tree.ts";

function lines(query: string, event: JsonObject, options: { width?: number; color?: boolean } = {}): readonly string[] {
  const { documents } = explain(ruleWith({ type: "query", language: "kuery", query }), [event]);
  const verdict = documents[0]?.stages[0]?.verdict;
  return verdict ? renderVerdict(verdict, createPaint(options.color ?? false), "", options.width) : [];
}

describe("a tree", () => {
  test("of groups, with what each clause saw", () => {
    expect(lines("user.name:a and (host.name:b or not host.name:*)", { "user.name": "a", "host.name": "c" })).toEqual([
      "✗ all of",
      '├─ ✓ user.name:a   ← user.name: "a"',
      "└─ ✗ any of",
      '   ├─ ✗ host.name:b   ← host.name: "c"',
      '   └─ ✗ not host.name:*   ← host.name: "c"',
    ]);
  });

  test("says of a negated group what must not be", () => {
    expect(lines("not (user.name:a or user.name:b)", { "user.name": "c" })).toEqual([
      "✓ none of",
      '├─ ✗ user.name:a   ← user.name: "c"',
      '└─ ✗ user.name:b   ← user.name: "c"',
    ]);
    expect(lines("not (user.name:a and host.name:b)", { "user.name": "a" })).toEqual([
      "✓ not all of",
      '├─ ✓ user.name:a   ← user.name: "a"',
      "└─ ✗ host.name:b   ← host.name is missing",
    ]);
  });

  test("colours a mark by whether the clause is as it should be", () => {
    const [top, inner] = lines("not (user.name:a or user.name:b)", { "user.name": "c" }, { color: true });
    expect(top).toContain("\u001b[32m✓");
    expect(inner).toContain("\u001b[32m✗");
  });

  test("has notes below the clause", () => {
    expect(lines("user.name:root", { "user.name": "ROOT" })).toEqual([
      '✗ user.name:root   ← user.name: "ROOT"',
      "  ! it would hold if upper and lower case were the same",
    ]);
  });
});

describe("what is long", () => {
  test("values past a few are counted", () => {
    const [line] = lines("process.args:x", { "process.args": Array.from({ length: 40 }, (_, i) => `a${i}`) });
    expect(line).toBe('✗ process.args:x   ← process.args: "a0", "a1", "a2", "a3", "a4", "a5", … 34 more');
  });

  test("of many alternatives those that hold and a few others are shown", () => {
    const many = Array.from({ length: 30 }, (_, i) => `v${i}`).join(" or ");
    expect(lines(`user.name:(${many})`, { "user.name": "v20" })).toEqual([
      "✓ any of",
      ...[0, 1, 2, 3, 4].map((i) => `├─ ✗ user.name: v${i}   ← user.name: "v20"`),
      '├─ ✓ user.name: v20   ← user.name: "v20"',
      "└─ … 24 more, none of which holds",
    ]);
    expect(lines(`not user.name:(${many})`, { "user.name": "x" }).at(-1)).toBe("└─ … 25 more, none of which holds");
  });

  test("a long value and a long list are cut", () => {
    const list = Array.from({ length: 100 }, (_, i) => `"value number ${i}"`).join(", ");
    const { documents } = explain(ruleWith({ type: "eql", language: "eql", query: `any where process.name in (${list})` }), [
      { "process.name": "y".repeat(500) },
    ]);
    const [line] = renderVerdict(documents[0]?.stages[0]?.verdict as never, createPaint(false));
    expect(line).toContain("… (100 values)");
    expect(widthOf(String(line))).toBeLessThan(450);
  });

  test("lines are no wider than the terminal", () => {
    const event = { "process.command_line": "a command line that is long and goes on ".repeat(4), "user.name": "ROOT" };
    const query = "process.command_line:(*one* or *two*) and not (user.name:ROOT and process.args:some)";
    for (const width of [60, 80]) for (const line of lines(query, event, { width })) expect(widthOf(line)).toBeLessThanOrEqual(width);
  });
});

test("hostile text is inert", () => {
  const text = lines("user.name:a", { "user.name": "\u001b]0;x\u0007\u202e" }).join("\n");
  expect(text).not.toMatch(/[\u001b\u0007\u202e]/);
});
