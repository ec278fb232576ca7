import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markupFaults } from "../../../../tests/support/page-tags.ts";
import { HOSTILE_TEXTS } from "../../../../tests/support/report-alerts.ts";
import { renderNote } from "./guide-note.ts";
import { markupText } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";

const render = (text: string): string => markupText(renderMarkdown(text));
const LINK = 'rel="noopener noreferrer"';

const CASES: readonly (readonly [what: string, markdown: string, markup: string])[] = [
  ["paragraphs", "one\ntwo\n\nthree", "<p>one\ntwo</p><p>three</p>"],
  ["headings below the page's own", "# A\n## B ##\n### C", "<h5>A</h5><h6>B</h6><h6>C</h6>"],
  ["the highest heading of the text counts", "### A\n#### B", "<h5>A</h5><h6>B</h6>"],
  ["no heading without a blank", "#A", "<p>#A</p>"],
  ["emphasis", "*a* **b** _c_ __d__ ***e***", "<p><em>a</em> <strong>b</strong> <em>c</em> <strong>d</strong> ***e***</p>"],
  ["emphasis in emphasis", "**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"],
  ["no emphasis within words", "snake_case_name and 2 * 3 * 4", "<p>snake_case_name and 2 * 3 * 4</p>"],
  ["signs that are never closed", "a **b and *c", "<p>a **b and *c</p>"],
  ["a pair closed in the wrong order", "*a **b* c**", "<p><em>a **b</em> c**</p>"],
  ["code", "`a <b>` ``c`d`` `open", "<p><code>a &lt;b&gt;</code> <code>c`d</code> `open</p>"],
  ["code is code", "`*a* [b](https://c.example)`", "<p><code>*a* [b](https://c.example)</code></p>"],
  ["escapes", "\\*a\\* \\[b\\](c) C:\\Windows\\*.exe", "<p>*a* [b](c) C:\\Windows*.exe</p>"],
  ["links", "[a *b*](https://c.example/d)", `<p><a href="https://c.example/d" ${LINK}>a <em>b</em></a></p>`],
  ["links with titles and brackets", '[a](https://c.example/d_(e) "T")', `<p><a href="https://c.example/d_(e)" ${LINK}>a</a></p>`],
  ["addresses", "see https://c.example/d.", `<p>see <a href="https://c.example/d" ${LINK}>https://c.example/d</a>.</p>`],
  ["addresses in angle brackets", "<https://c.example/>", `<p><a href="https://c.example/" ${LINK}>https://c.example/</a></p>`],
  ["links of other kinds are text", "[a](ftp://c.example) [b](#c) [d](e.md)", "<p>[a](ftp://c.example) [b](#c) [d](e.md)</p>"],
  ["images are links", "![a](https://c.example/d.png)", `<p><a href="https://c.example/d.png" ${LINK}>a</a></p>`],
  ["HTML is text", "<b>a</b>&amp;<br>", "<p>&lt;b&gt;a&lt;/b&gt;&amp;amp;&lt;br&gt;</p>"],
  ["lists", "- a\n- b\n", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"],
  [
    "lists in lists",
    "- a\n  - b\n    - c\n- d",
    "<ul><li><p>a</p><ul><li><p>b</p><ul><li><p>c</p></li></ul></li></ul></li><li><p>d</p></li></ul>",
  ],
  ["items with blank lines between", "- a\n\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"],
  ["items that go on", "- a\nb\n  c\n\n  d\n\ne", "<ul><li><p>a\nb\nc</p><p>d</p></li></ul><p>e</p>"],
  ["numbered lists", "3. a\n4. b\n   - c", '<ol start="3"><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ol>'],
  ["a list after a paragraph", "a\n- b", "<p>a</p><ul><li><p>b</p></li></ul>"],
  ["quotes", "> **Note**:\n> a\n\nb", "<blockquote><p><strong>Note</strong>:\na</p></blockquote><p>b</p>"],
  ["fences", "```sql\nSELECT *\n  FROM <t>\n```\na", "<pre><code>SELECT *\n  FROM &lt;t&gt;</code></pre><p>a</p>"],
  ["a fence in an item", "- a\n  ~~~\n  b\n  ~~~", "<ul><li><p>a</p><pre><code>b</code></pre></li></ul>"],
  ["a fence without an end", "```\na", "<pre><code>a</code></pre>"],
  ["rules", "a\n\n---\n\n* * *", "<p>a</p><hr><hr>"],
  [
    "tables",
    "| a | *b* |\n|---|:-:|\n| c | d |\n| e |",
    '<table><thead><tr><th scope="col">a</th><th scope="col"><em>b</em></th></tr></thead><tbody><tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></tbody></table>',
  ],
  ["line breaks", "a\\\nb", "<p>a<br>b</p>"],
  ["windows line ends", "a\r\n\r\nb", "<p>a</p><p>b</p>"],
  ["nothing", "", ""],
  ["control characters", "a\u0000b \u202ec", "<p>a\\u{0}b \\u{202e}c</p>"],
];

describe("renderMarkdown", () => {
  test.each(CASES)("%s", (_, markdown, markup) => {
    expect(render(markdown)).toBe(markup);
  });

  test.each(HOSTILE_TEXTS)("%j stays text", (text) => {
    for (const note of [
      text,
      `# ${text}`,
      `- ${text}`,
      `[${text}](${text})`,
      `[a](${text})`,
      `![${text}](https://c.example/${text})`,
      `| ${text} |\n|---|`,
    ]) {
      expect(markupFaults(render(note)), note).toEqual([]);
      expect(markupFaults(markupText(renderNote(note))), note).toEqual([]);
    }
  });

  test("whatever the text, the markup nests and has only tags and addresses of ours", () => {
    const piece = fc.constantFrom(
      "*",
      "**",
      "_",
      "`",
      "``",
      "[",
      "](",
      ")",
      "!",
      "<",
      ">",
      "\n",
      "\n\n",
      "- ",
      "  - ",
      "1. ",
      "> ",
      "# ",
      "|",
      "|---|",
      "```",
      "\\",
      " ",
      "a",
      "b c",
      "https://c.example/",
      "javascript:x",
      "\uE000",
      "\uE001",
      "0",
      "!{osquery{",
      "}}",
      '"',
      "&",
      "\u0000",
    );
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (note) => markupFaults(render(note)).length === 0 && markupFaults(markupText(renderNote(note))).length === 0),
      { numRuns: 2000 },
    );
  });

  const SIZE = 200_000;
  test.each([
    "[",
    "![",
    "[](",
    "]",
    "`",
    "`a``b",
    "*",
    "*a ",
    "**a *b ",
    "_*",
    "<",
    "<a",
    "> ",
    ">",
    "- ",
    " ",
    "  - a\n",
    "- a\n\n",
    "#",
    "|",
    "|a",
    "|\n|-|\n",
    "\\",
    "h",
    "http://",
    "https://a.b/",
    "a\n",
    "```\n",
    "~",
    "\uE000",
    "1. a\n",
    "((",
    "[a](",
    "[a](b",
    "---\n",
    "> - ",
  ])("%j over and over takes time in proportion", (unit) => {
    const started = performance.now();
    render(unit.repeat(Math.floor(SIZE / unit.length)));
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

describe("renderNote", () => {
  test("shows what a guide offers to do by its label", () => {
    const note =
      'Ask:\n\n- !{osquery{"label":"Users <all>","query":"SELECT * FROM users WHERE name = \'{{user.name}}\'"}}\n- !{investigate{"label":"Around","providers":[]}}';
    const markup = markupText(renderNote(note));
    expect(markup).toContain(
      '<span class="kind">Osquery</span> Users &lt;all&gt;<code class="command">SELECT * FROM users WHERE name = &#39;{{user.name}}&#39;</code>',
    );
    expect(markup).toContain('<span class="kind">Search</span> Around');
    expect(markup).not.toContain("!{");
  });

  test("a broken block is text", () => {
    expect(markupText(renderNote("!{osquery{"))).toBe("<p>!{osquery{</p>");
  });
});
