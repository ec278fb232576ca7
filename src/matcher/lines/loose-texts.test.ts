import { expect, test } from "vitest";
import type { FieldType } from "../../event/field-type.ts";
import { literalText } from "../../patterns/wildcard-pattern.ts";
import { compileWildcards } from "../../patterns/wildcard.ts";
import { compileFuzzy } from "../text/fuzzy.ts";
import { looseTexts } from "./loose-texts.ts";

const FIELD: FieldType = { name: "a", path: "a", kind: "keyword" };

/** All texts that one edit makes of another, and texts near to those. */
function* near(text: string): Generator<string> {
  yield text;
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    yield before + after.slice(1);
    yield before + after.charAt(1) + after.charAt(0) + after.slice(2);
    for (const character of "abx") {
      yield before + character + after;
      yield before + character + after.slice(1);
      yield character + before + character + after;
    }
  }
}

test("patterns fit every text that one edit makes of the value of a fuzzy test, and few others", () => {
  for (const value of ["ab", "abc", "abab", "svchost.exe"]) {
    const loose = looseTexts({ kind: "fuzzy", field: FIELD, value, edits: 1, prefix: 0 });
    const patterns = loose?.patterns.map((segments) => segments.map(literalText).join("*")) ?? [];
    const fits = compileWildcards(patterns);
    const holds = compileFuzzy(value, 1, 0);
    for (const text of near(value)) if (holds(text)) expect(fits(text), `${text} of ${value}`).toBe(true);
    expect(fits(`x${value}x`)).toBe(false);
  }
});

test.each([
  ["two edits", 2, "svchost.exe"],
  ["one character", 1, "a"],
  ["other characters than ASCII", 1, "éa"],
])("nothing is known of %s", (_, edits, value) => {
  expect(looseTexts({ kind: "fuzzy", field: FIELD, value, edits, prefix: 0 })).toBeUndefined();
});
