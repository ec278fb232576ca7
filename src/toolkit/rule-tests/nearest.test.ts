import { expect, test } from "vitest";
import type { Verdict } from "../explain/verdict.ts";
import { mentions } from "./nearest.ts";

const clause = (text: string, ...fields: readonly string[]): Verdict => ({
  kind: "term",
  matched: false,
  wanted: true,
  text,
  seen: fields.map((field) => ({ field, values: [] })),
  children: [],
});

// biome-ignore format: table
const CASES: readonly (readonly [text: string, clause: Verdict, meant: boolean])[] = [
  ["user.id", clause('user.id == "0"', "user.id"), true],
  ["event.category", clause("process", "event.category"), true],
  ['user.id == "0"', clause('user.id == "0"'), true],
  ['== "0"', clause('user.id == "0"'), true],
  ["user", clause('user.id == "0"'), false],
  ["ser.id", clause('user.id == "0"'), false],
  ["process.name", clause('process.name_x == "0" and process.name == 1'), true],
  ["a.b", clause("not (x)"), false],
  ["a.b", { ...clause("not (x)"), children: [clause("x", "a.b")] }, true],
];

test.each(CASES)("`%s`", (text, verdict, meant) => {
  expect(mentions(verdict, text)).toBe(meant);
});
