import { describe, expect, test } from "vitest";
import { COLOURS } from "./colours.ts";

const [light = "", dark = ""] = COLOURS.split("@media screen");

function readColour(sheet: string, name: string): number {
  const [, hex = ""] = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(sheet) ?? [];
  expect(hex, `--${name}`).not.toBe("");
  return Number.parseInt(hex, 16);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: number): number {
  const channel = (shift: number): number => {
    const part = ((colour >> shift) & 255) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
}

function contrast(a: number, b: number): number {
  const [light_ = 0, dark_ = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light_ + 0.05) / (dark_ + 0.05);
}

const GROUNDS = ["ground", "sunken", "raised"];
const TEXTS = ["ink", "soft", "dim", "link", "brand", "critical", "high", "medium", "low"];
const PAIRS = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...["critical", "high", "medium", "low"].flatMap((severity) =>
    ["ink", "soft", "dim", "link", severity].map((text) => [text, `${severity}-ground`] as const),
  ),
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s colours", (_, sheet) => {
  test.each(PAIRS)("%s on %s reaches 4.5", (text, ground) => {
    expect(contrast(readColour(sheet, text), readColour(sheet, ground))).toBeGreaterThanOrEqual(4.5);
  });
});
