import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOSTILE_TEXTS } from "../../../../tests/support/report-alerts.ts";
import { escapeHtml, html, type Html, joined, lines, markupText, NOTHING } from "./html.ts";

/** Text without markup of its own, in which entities are the only use of `&`. */
const isInert = (text: string): boolean =>
  !/[<>"'\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|&(?!(?:amp|lt|gt|quot|#39);)/.test(text);

describe("escapeHtml", () => {
  test.each([
    ["plain text stays", "plain text stays"],
    [`<b a="1" c='2'>&`, "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;"],
    ["&lt;", "&amp;lt;"],
    ["a\u0000b", "a\\u{0}b"],
    ["\u202egnp.exe", "\\u{202e}gnp.exe"],
    ["two\nlines\tand a tab", "two\\nlines\\tand a tab"],
    ["\ud800", "\\u{d800}"],
    ["\u001b[31m", "\\u{1b}[31m"],
    ["naïve ✓ 日本 🜲", "naïve ✓ 日本 🜲"],
    ["", ""],
  ])("%j", (text, escaped) => {
    expect(escapeHtml(text)).toBe(escaped);
  });

  test.each(HOSTILE_TEXTS)("leaves nothing to run of %j", (text) => {
    expect(isInert(escapeHtml(text))).toBe(true);
  });

  test("any text is inert, and escaping is the same in parts", () => {
    const any = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(fc.property(any, (text) => isInert(escapeHtml(text))));
    fc.assert(fc.property(any, any, (a, b) => escapeHtml(`${a}x`) + escapeHtml(b) === escapeHtml(`${a}x${b}`)));
  });

  test("a megabyte of markup takes no time to speak of", () => {
    const started = performance.now();
    expect(escapeHtml("<".repeat(1_000_000))).toHaveLength(4_000_000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("html", () => {
  test("escapes texts, keeps pieces, leaves out nothing", () => {
    const piece = html`<b>${"<i>"}</b>`;
    expect(markupText(html`${piece}${[piece, piece]}${3}${undefined}${false}${NOTHING}`)).toBe("<b>&lt;i&gt;</b>".repeat(3) + "3");
    expect(markupText(joined([piece, piece], html`, `))).toBe("<b>&lt;i&gt;</b>, <b>&lt;i&gt;</b>");
  });

  test("data cannot pass for a piece, whatever its shape", () => {
    const forged = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>","html":"<script>"}') as unknown as Html;
    expect(markupText(html`${forged}`)).not.toContain("<script>");
  });

  test("lines keeps line breaks and nothing else", () => {
    expect(markupText(lines("a\r\nb\nc\rd\te"))).toBe("a\nb\nc\\rd\\te");
    expect(markupText(lines("<\n>"))).toBe("&lt;\n&gt;");
  });
});
