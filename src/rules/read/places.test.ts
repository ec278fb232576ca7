import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSource, locate } from "../../diagnostics/index.ts";
import { type RuleDocument, textSource } from "./document.ts";
import { readRuleText } from "./table.ts";

const CASES: Readonly<Record<string, readonly [file: string, text: string]>> = {
  "TOML, literal lines": ["a.toml", "[rule]\nquery = '''\nprocess where\n  \tMARK\n'''\n"],
  "TOML, literal lines without a first break": ["a.toml", "[rule]\nquery = '''a\nb MARK'''\n"],
  "TOML, literal lines that end in CR LF": ["a.toml", "[rule]\r\nquery = '''\r\na\r\nb\r\n MARK\r\n'''\r\n"],
  "TOML, literal": ["a.toml", "[rule]\nquery = 'a \\n MARK'\n"],
  "TOML, escapes": ["a.toml", '[rule]\nquery = "a\\t\\\\ \\u00e9 \\U0001F600 \\"x\\" MARK"\n'],
  "TOML, lines with escapes": ["a.toml", '[rule]\nquery = """\na \\"\\"\n  MARK"""\n'],
  "TOML, lines joined by a backslash": ["a.toml", '[rule]\nquery = """a \\\n\n     b\\\n   MARK"""\n'],
  "TOML, dotted key": ["a.toml", "rule.query = 'a MARK'\n"],
  "TOML, inline table": ["a.toml", "rule = { name = 'x', query = 'a MARK' }\n"],
  "JSON, plain": ["a.json", '{"name": "x", "type": "eql", "query": "a MARK"}'],
  "JSON, escapes": ["a.json", '{"name": "x", "type": "eql",\n "query": "a\\n\\"b\\" \\u00e9\\ud83d\\ude00 MARK"}'],
  "JSON, in a list": ["a.json", '[{"name": "y", "type": "eql"},\n{"name": "x", "type": "eql", "query": "a MARK"}]'],
  "JSON, a rule file's tables": ["a.json", '{"metadata": {},\n "rule": {"query": "a MARK"}}'],
  "JSON, Fleet asset": ["a.json", '{"id": "1", "type": "security-rule",\n "attributes": {"name": "x", "query": "a\\nMARK"}}'],
  NDJSON: ["a.ndjson", '{"name": "y", "type": "eql"}\n{"name": "x", "type": "eql", "query": "a\\nMARK"}\n'],
  "YAML, plain": ["a.yaml", "name: x\ntype: eql\nquery: a where MARK\n"],
  "YAML, plain over lines": ["a.yaml", "name: x\ntype: eql\nquery: a where\n    b\n\n    MARK\n"],
  "YAML, literal block": ["a.yaml", "name: x\ntype: eql\nquery: |\n  a where\n      b and\n\n    MARK\n"],
  "YAML, stripped literal block with a comment": ["a.yaml", "name: x\ntype: eql\nquery: |- # text\n  a\n  MARK\nx: 1\n"],
  "YAML, folded block": ["a.yaml", "name: x\ntype: eql\nquery: >\n  a where\n  b\n\n  c\n    MARK\n"],
  "YAML, single quotes": ["a.yaml", "name: x\ntype: eql\nquery: 'a ''b'' MARK'\n"],
  "YAML, double quotes": ["a.yml", 'name: x\ntype: eql\nquery: "a\\n \\"b\\" \\x41 \\\n   c\n   MARK"\n'],
  "YAML, second document": ["a.yaml", "name: y\ntype: eql\n---\nname: x\ntype: eql\nquery: |\n  MARK\n"],
  "YAML, list": ["a.yaml", "- name: y\n  type: eql\n- name: x\n  type: eql\n  query: |\n    MARK\n"],
};

const lastDocument = (file: string, text: string): RuleDocument => readRuleText(createSource(file, text)).documents.at(-1) as RuleDocument;

describe("the place of a query", () => {
  test.each(Object.entries(CASES))("%s", (_, [file, text]) => {
    const document = lastDocument(file, text);
    const query = document.rule["query"] as string;
    const at = query.indexOf("MARK");
    const where = locate(textSource(document, "rule.query", query), { start: at, end: at + 4 });
    const before = text.slice(0, text.indexOf("MARK")).split("\n");
    const column = (before.at(-1) as string).length + 1;
    expect(where).toMatchObject({ file, line: before.length, column, endLine: before.length, endColumn: column + 4 });
  });

  test.each([
    ["a.toml", (text: string) => `[rule]\nquery = ${JSON.stringify(text).replaceAll("\u007f", "\\u007f")}\n`],
    ["a.json", (text: string) => `{"name": "x", "type": "eql", "query": ${JSON.stringify(text)}}`],
    ["a.yaml", (text: string) => `name: x\ntype: eql\nquery: ${JSON.stringify(text)}\n`],
  ] as const)("in %s every character that needs no escape is found where it stands", (file, write) => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (value) => {
        const text = write(value);
        const document = lastDocument(file, text);
        expect(document.rule["query"]).toBe(value);
        const source = textSource(document, "rule.query", value);
        let last = 0;
        for (let i = 0; i < value.length; i++) {
          const offset = source.toParent?.(i) ?? -1;
          expect(offset).toBeGreaterThanOrEqual(last);
          if (text[offset] !== "\\") expect(text[offset]).toBe(value[i]);
          last = offset;
        }
      }),
    );
  });
});

test("keys and values of nested tables have places", () => {
  const text =
    "[rule]\na = 1\n[[rule.threat]]\nframework = 'x'\n[[rule.threat]]\n[rule.threat.tactic]\nid = 'TA1'\n[rule.meta]\nb.c = [1, {d = 2}]\n";
  const places = lastDocument("a.toml", text).places();
  const key = (path: string): string | undefined => part(places.get(path)?.key);
  const value = (path: string): string | undefined => part(places.get(path)?.value);
  const part = (at: { start: number; end: number } | undefined): string | undefined => at && text.slice(at.start, at.end);
  expect(key("rule.a")).toBe("a");
  expect(value("rule")).toBe("rule");
  expect(places.get("rule.threat.1")?.key?.start).toBe(text.lastIndexOf("rule.threat]]"));
  expect(value("rule.threat.1.tactic.id")).toBe("'TA1'");
  expect(value("rule.meta.b.c.1.d")).toBe("2");
  expect(key("rule.meta.b")).toBe("b");
  expect(places.get("rule.threat.2")).toBeUndefined();
});
