import fc from "fast-check";
import { expect, test } from "vitest";
import { measureScript } from "./script-block.ts";

test("measures of a text", () => {
  expect(measureScript("aabb")).toMatchObject({ length: 4, uniqueSymbols: 2, entropyBits: 1, entropyNormalized: 0.5, surprisalStdev: 0 });
  expect(measureScript("aaab")?.entropyBits).toBeCloseTo(0.811278, 6);
  expect(measureScript("a")).toMatchObject({ entropyBits: 0, entropyNormalized: 0 });
});

test("a signature is left out, and a text that is nothing else has no measures", () => {
  expect(measureScript("Get-Date\n# SIG # Begin signature block\n# MIIF")?.length).toBe("Get-Date".length);
  expect(measureScript("# SIG # Begin signature block\n# MIIF")).toBeUndefined();
});

test("white space changes no hash", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", " ", "\n", "\t", "\u{1f514}"), { minLength: 1 }), (parts) => {
      fc.pre(parts.join("").trim() !== "");
      const dense = parts.filter((part) => part.trim() !== "").join("");
      expect(measureScript(parts.join(""))?.hash).toBe(measureScript(dense)?.hash);
    }),
  );
});
