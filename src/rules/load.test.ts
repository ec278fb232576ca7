import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoadResult, loadRules, loadRuleText } from "./load.ts";

const ruleToml = (id: string, lines = "", metadata = ""): string => `[metadata]
creation_date = "2024/01/01"
updated_date = "2024/01/01"
${metadata}
[rule]
author = []
description = "d"
name = "Rule ${id}"
risk_score = 21
rule_id = "00000000-0000-4000-8000-00000000000${id}"
severity = "low"
type = "eql"
language = "eql"
query = "any where true"
${lines}`;

const FILES: Readonly<Record<string, string | Buffer>> = {
  "rules/b/two.toml": ruleToml("2"),
  "rules/b/a/one.toml": ruleToml("1"),
  "rules/b-c.toml": ruleToml("3"),
  "rules/_deprecated/four.toml": ruleToml("4"),
  "rules/two.test.yaml": "cases: []\n",
  "rules/readme.md": "# no rule\n",
  "rules/.git/five.toml": ruleToml("5"),
  "rules/node_modules/six.toml": ruleToml("6"),
  "rules/packed.toml.gz": gzipSync(ruleToml("7")),
  "odd/version.lock.json": "{}",
  "odd/bad.toml": "name = 'x'\n[rule\n",
  "odd/copy.toml": ruleToml("1"),
  "odd/list.ndjson": '{"list_id": "l"}\n{"exported_count": 1}\n',
  "odd/two-faults.toml": ruleToml("8", "max_signals = 0\ninterval = 5\n"),
};

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "tocsin-rules-"));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  symlinkSync(join(root, "rules"), join(root, "rules", "loop"));
  mkdirSync(join(root, "empty"));
});
afterAll(() => rmSync(root, { recursive: true }));

const load = (...paths: readonly string[]): Promise<LoadResult> => loadRules(paths.map((path) => join(root, path)));
const names = ({ rules }: LoadResult): readonly string[] => rules.map((rule) => rule.name.slice(-1));

describe("paths", () => {
  test("a folder is searched to any depth, in name order, without hidden folders, links back and test cases", async () => {
    const loaded = await load("rules");
    expect(loaded.problems).toEqual([]);
    expect(names(loaded)).toEqual(["4", "1", "2", "3", "7"]);
    expect(loaded.files).toBe(5);
  });

  test("files, folders and globs in the order given, each file once", async () => {
    expect(names(await load("rules/b-c.toml", "rules/b/*.toml", "rules/b", "rules/**/one.toml"))).toEqual(["3", "2", "1"]);
  });

  test.each(["missing.toml", "empty", "rules/**/none-*.toml"])("%s has no rules", async (path) => {
    const { rules, problems } = await load(path);
    expect(rules).toEqual([]);
    expect(problems).toMatchObject([{ code: "T1006", severity: "error" }]);
  });

  test("a file that cannot be read is told and the others are loaded", async () => {
    symlinkSync(join(root, "rules"), join(root, "odd", "folder.toml"));
    const loaded = await loadRules([join(root, "odd", "copy.toml"), join(root, "rules", "b")]);
    expect(names(loaded)).toEqual(["1", "2"]);
    rmSync(join(root, "odd", "folder.toml"));
  });
});

describe("faults", () => {
  test("of two equal ids the first wins and the other names its place", async () => {
    const { rules, problems, failed } = await load("rules/b", "odd/copy.toml");
    expect(rules.map((rule) => rule.source.name)).toEqual([join(root, "rules/b/a/one.toml"), join(root, "rules/b/two.toml")]);
    expect(problems).toMatchObject([
      {
        code: "T1020",
        severity: "error",
        location: { file: join(root, "odd/copy.toml"), line: 10, column: 11 },
        related: [{ location: { file: join(root, "rules/b/a/one.toml"), line: 10, column: 11 } }],
      },
    ]);
    expect(failed).toBe(1);
  });

  test("bad files do not stop the others", async () => {
    const { rules, problems, failed, skipped } = await load("odd");
    expect(rules).toHaveLength(1);
    expect(problems.map((p) => [p.location?.file.slice(root.length + 5), p.code, p.severity, p.location?.line])).toEqual([
      ["bad.toml", "T1001", "error", 3],
      ["two-faults.toml", "T1014", "error", 15],
      ["two-faults.toml", "T1012", "error", 16],
      ["version.lock.json", "T1004", "warning", 1],
    ]);
    expect(failed).toBe(1);
    expect(skipped).toEqual({ exception: 1, summary: 1 });
  });

  test("a file that was named has to be a rule", async () => {
    expect((await load("odd/version.lock.json")).problems).toMatchObject([{ code: "T1004", severity: "error" }]);
  });
});

test("no damage to a rule file makes loading throw, and none goes untold", () => {
  const json = JSON.stringify(loadRuleText("a.toml", ruleToml("1")).rules[0]?.params);
  const whole = {
    "a.toml": ruleToml("1", "[[rule.threat]]\ntactic = {}\n"),
    "a.json": json,
    "a.ndjson": `${json}\n${json}`,
    "a.yaml": `- ${json}\n- name: &n x\n  type: *n\n  query: |\n    any\n`,
    "-": json,
  };
  const marks = [..."'\"[]{}=:,\n\\.#-|>&*!", "\ufeff", "\u0000", "null", "- ", "---\n", "'''", "__proto__"];
  const piece = fc.oneof(fc.constantFrom(...marks), fc.string({ unit: "binary", maxLength: 4 }));
  const edits = fc.array(fc.record({ at: fc.nat(), remove: fc.nat(12), insert: piece }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...Object.entries(whole)), edits, ([name, text], changes) => {
      const damaged = changes.reduce((t, { at, remove, insert }) => {
        const start = at % (t.length + 1);
        return t.slice(0, start) + insert + t.slice(start + remove);
      }, text);
      const { rules, problems, skipped } = loadRuleText(name, damaged);
      expect(rules.length + problems.length + Object.keys(skipped).length).toBeGreaterThan(0);
      for (const { location } of problems) expect(location?.file).toBe(name);
    }),
    { numRuns: 1500 },
  );
});

test.each([
  ["rules/a.toml", "", "", "active"],
  ["rules/a.toml", "", 'maturity = "production"', "active"],
  ["rules/a.toml", "", 'maturity = "beta"', "active"],
  ["rules/a.toml", "enabled = true", "", "active"],
  ["rules/a.toml", "enabled = false", "", "disabled"],
  ["rules/a.toml", "", 'maturity = "development"', "development"],
  ["rules/a.toml", "enabled = false", 'maturity = "development"', "development"],
  ["rules/a.toml", "", 'maturity = "deprecated"', "deprecated"],
  ["rules/_deprecated/a.toml", "", 'maturity = "production"', "deprecated"],
  ["rules/not_deprecated/a.toml", "", "", "active"],
])("%s with %j and %j is %4$s", (path, lines, metadata, state) => {
  expect(loadRuleText(path, ruleToml("1", lines, metadata)).rules.map((rule) => rule.state)).toEqual([state]);
});
