import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeEntities, parseXml } from "./parse.ts";

const elementOf = (text: string): unknown => {
  const result = parseXml(text);
  return "element" in result ? result.element : result;
};

describe("elements", () => {
  test.each([
    ["<a/>", { name: "a", attributes: [], children: [] }],
    [
      "<p:a x:b = '1' c=\"2\" xmlns='u' xmlns:x='v'>t</p:a >",
      {
        name: "a",
        attributes: [
          { name: "b", value: "1" },
          { name: "c", value: "2" },
        ],
        children: ["t"],
      },
    ],
    [
      "<!-- c --><!DOCTYPE a><?x y?> <a>1<!-- 2 -->3<?p?>4<b></b></a>",
      { name: "a", attributes: [], children: ["134", { name: "b", attributes: [], children: [] }] },
    ],
    ["<a><![CDATA[<b>&lt;]]></a>", { name: "a", attributes: [], children: ["<b>&lt;"] }],
  ])("%s", (text, element) => expect(elementOf(text)).toEqual(element));
});

describe("faults", () => {
  test.each([
    ["", "no element was found"],
    ["text", "no element was found"],
    ["<a>", "the element does not end"],
    ["<a></b>", "`a` is closed as `b`"],
    ["<a b>", "an attribute is broken"],
    ["<a b=c>", "the value of an attribute is not quoted"],
    ["<a b='c", "the value of an attribute does not end"],
    ["<a><![CDATA[x</a>", "a comment or section does not end"],
    ["<a>".repeat(1000), "more than 256 elements stand inside one another"],
  ])("%s", (text, fault) => expect(elementOf(text)).toMatchObject({ fault }));
});

test("entities", () => {
  expect(decodeEntities("&lt;&gt;&amp;&quot;&apos;&#65;&#x1f514;")).toBe(`<>&"'A\u{1f514}`);
  expect(decodeEntities("a & b &nope; &#x110000; &# ; &")).toBe("a & b &nope; &#x110000; &# ; &");
});

test("nothing throws, and no text takes long", () => {
  const piece = fc.constantFrom("<", ">", "/", "a", "b", " ", "=", '"', "'", "<a>", "</a>", "<![CDATA[", "]]>", "<!--", "&", ";");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const result = parseXml(pieces.join(""));
      expect("element" in result || result.fault !== "").toBe(true);
    }),
  );
});
