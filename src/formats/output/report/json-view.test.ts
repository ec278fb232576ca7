import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markupFaults } from "../../../../tests/support/page-tags.ts";
import { HOSTILE_TEXTS } from "../../../../tests/support/report-alerts.ts";
import type { JsonObject } from "../../../event/json.ts";
import { markupText } from "./html.ts";
import { jsonView } from "./json-view.ts";

/** What a reader copies from the page. */
function shownText(document: JsonObject): string {
  const markup = markupText(jsonView(document));
  const entities: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return markup.replace(/<[^>]*>/g, "").replace(/&[^;]*;/g, (entity) => entities[entity] ?? entity);
}

describe("jsonView", () => {
  test("what is shown is the document, as JSON", () => {
    const any = fc
      .dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }))
      .map((value) => value as JsonObject);
    fc.assert(
      fc.property(any, (document) => {
        expect(JSON.stringify(JSON.parse(shownText(document)))).toBe(JSON.stringify(document));
      }),
    );
  });

  test("indents, and keeps short lists on one line", () => {
    expect(shownText({ a: { b: ["x", 1] }, c: [{ d: null }], e: {}, f: [] })).toBe(
      '{\n  "a": {\n    "b": ["x", 1]\n  },\n  "c": [\n    {\n      "d": null\n    }\n  ],\n  "e": {},\n  "f": []\n}',
    );
  });

  test("what hides or reorders text is written out", () => {
    expect(shownText({ a: "\u202egnp\u0000\u200b" })).toContain('"\\u202egnp\\u0000\\u200b"');
  });

  test.each(HOSTILE_TEXTS)("%j is text as name and value", (text) => {
    expect(markupFaults(markupText(jsonView({ [text]: [text, { [text]: text }] })))).toEqual([]);
  });
});
