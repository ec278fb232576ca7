import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldAscii } from "./fold.ts";

describe("foldAscii", () => {
  test.each([
    ["", ""],
    ["CMD.EXE", "cmd.exe"],
    ["é É", "é É"],
    ["ÉCOLE", "École"],
    ["[@`{Z", "[@`{z"],
    ["KELVIN \u212a", "kelvin \u212a"],
  ])("%s", (text, folded) => expect(foldAscii(text)).toBe(folded));

  test("folds each A–Z and nothing else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(foldAscii(text)).toBe(text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
      }),
    );
  });

  test("folds long texts alike", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "Q", "[", "é", "Ķ", "🔥"), minLength: 1 }), fc.boolean(), (piece, isAscii) => {
        const text = (isAscii ? piece.replace(/[^ -~]/gu, "Z") : piece).repeat(300);
        expect(foldAscii(text)).toBe(text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
      }),
    );
  });

  test("gives the same string back where nothing folds", () => expect(foldAscii("abc")).toBe("abc"));
});
