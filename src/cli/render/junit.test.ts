import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeRuleFolder, type RuleFolder, ruleText } from "../../../tests/support/rule-folder.ts";
import { testRules } from "../../toolkit/rule-tests/test-rules.ts";
import { renderJunit } from "./junit.ts";

let folder: RuleFolder;
let xml: string;

beforeAll(async () => {
  folder = makeRuleFolder();
  folder.write("a.toml", ruleText(1, "eql", 'any where name == "<&>"').replace("Rule 1", "Rule <1> & 'co'"));
  folder.write(
    "a.test.yaml",
    `cases:
  - { name: 'good & "well"', events: [{ name: "<&>" }], alerts: 1 }
  - { name: "odd \\u0007\\u001b[31m ]]> \\ud83d\\ude00", events: [{ name: "]]></failure>\\u0000" }], alerts: 1 }
`,
  );
  folder.write("b.toml", ruleText(2, "eql", "any where x == 1"));
  folder.write("b.test.yaml", "caes: []\n");
  folder.write("c.toml", ruleText(3, "eql", "any where x == 1"));
  xml = renderJunit(await testRules(folder.path));
});
afterAll(() => folder.remove());

/** The elements in document order, with their attributes and texts decoded; throws where the text is not well-formed XML 1.0. */
function parse(
  text: string,
): readonly { readonly name: string; readonly depth: number; readonly attributes: Readonly<Record<string, string>>; text: string }[] {
  const body = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n([^]*)$/.exec(text)?.[1] ?? "";
  // oxlint-disable-next-line no-control-regex
  if (body === "" || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(body)) throw new Error("no XML text");
  const elements: { name: string; depth: number; attributes: Record<string, string>; text: string }[] = [];
  const open: { name: string; text: string }[] = [];
  const token = /<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  for (let at = 0; at < body.length; at = token.lastIndex) {
    token.lastIndex = at;
    const [, close, name = "", attributes = "", self, chars] = token.exec(body) ?? fail(body, at);
    if (chars !== undefined) {
      const inner = open.at(-1);
      if (inner) inner.text += decode(chars);
      else if (chars.trim() !== "") fail(body, at);
    } else if (close) {
      if (open.pop()?.name !== name) fail(body, at);
    } else {
      const element = {
        name,
        depth: open.length,
        attributes: Object.fromEntries(
          [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, decode(value)]),
        ),
        text: "",
      };
      elements.push(element);
      if (!self) open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`not closed: ${open.map(({ name }) => name).join()}`);
  return elements;
}

const fail = (body: string, at: number): never => {
  throw new Error(`not well-formed at ${body.slice(at, at + 40)}`);
};

const NAMES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const decode = (text: string): string =>
  text.replace(/&(\w*);?/g, (all, name: string) => (all.endsWith(";") ? NAMES[name] : undefined) ?? fail(text, text.indexOf(all)));

describe("JUnit XML", () => {
  test("is well-formed, whatever names and values hold", () => {
    expect(parse(xml).map(({ name }) => name)).toEqual([
      "testsuites",
      "testsuite",
      "testcase",
      "testcase",
      "failure",
      "testsuite",
      "testcase",
      "error",
      "testsuite",
    ]);
  });

  test("counts add up", () => {
    const [all, ...rest] = parse(xml);
    const suites = rest.filter(({ name }) => name === "testsuite").map(({ attributes }) => attributes);
    expect(all?.attributes).toMatchObject({ tests: "3", failures: "1", errors: "1" });
    expect(suites.map(({ tests, failures, errors }) => [tests, failures, errors])).toEqual([
      ["2", "1", "0"],
      ["1", "0", "1"],
      ["0", "0", "0"],
    ]);
    expect(suites.map(({ name }) => name)).toEqual(["Rule <1> & 'co'", "Rule 2", "Rule 3"]);
  });

  test("a failing case has its message, its place and its explanation", () => {
    const elements = parse(xml);
    const failure = elements.find(({ name }) => name === "failure");
    expect(failure?.attributes).toMatchObject({ type: "alerts", message: expect.stringContaining("expected 1 alert, got none") as string });
    expect(failure?.text).toContain("a.test.yaml:3");
    expect(failure?.text).toContain('✗ name == "<&>"');
    expect(failure?.text).toContain("]]></failure>\\u0000");
    expect(elements.filter(({ name }) => name === "testcase").map(({ attributes }) => [attributes["name"], attributes["line"]])).toEqual([
      ['good & "well"', "2"],
      ["odd \\u{7}\\u{1b}[31m ]]> 😀", "3"],
      ["the case file and the rule are understood", undefined],
    ]);
  });

  test("a faulty case file is an error with every fault", () => {
    const error = parse(xml).find(({ name }) => name === "error");
    expect(error?.attributes).toMatchObject({ type: "T1302" });
    expect(error?.text).toContain("did you mean `cases`?");
  });
});
