import { rmSync } from "node:fs";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { makeRuleFolder, type RuleFolder, ruleText } from "../../tests/support/rule-folder.ts";
import type { RuleTestReport } from "../toolkit/rule-tests/results.ts";
import { testRules } from "../toolkit/rule-tests/test-rules.ts";
import { watchTests } from "./watch-tests.ts";

const folders: RuleFolder[] = [];
let folder: RuleFolder;
beforeEach(() => {
  folder = makeRuleFolder();
  folders.push(folder);
  folder.write("a.toml", ruleText(1, "eql", 'any where name == "x"'));
  folder.write("a.test.yaml", CASES);
  folder.write("b.toml", ruleText(2, "eql", 'any where name == "x"'));
  folder.write("b.test.yaml", `exceptions: lists/e.toml\n${CASES}`);
  folder.write("lists/e.toml", exceptionsOf("host.name"));
});
afterAll(() => {
  for (const each of folders) each.remove();
});

const CASES = "cases: [{ name: a, events: [{ name: x }], alerts: 1 }]\n";

const exceptionsOf = (field: string): string =>
  `[metadata]\nrule_ids = ["00000000-0000-4000-8000-000000000002"]\n[[exceptions]]\n[exceptions.container]\nlist_id = "l"\nname = "l"\ntype = "detection"\n[[exceptions.items]]\nname = "i"\nitem_id = "i"\n[[exceptions.items.entries]]\nfield = "${field}"\noperator = "included"\ntype = "exists"\n`;

interface Seen {
  /** Rules that ran, and whether they passed. */
  readonly ran: readonly string[];
  /** Cases that pass and that fail, of all. */
  readonly all: readonly number[];
}

/** Watches the folder, makes one change after the other, each when the one before has been run, and gives what was shown. */
async function watched(changes: readonly (() => void)[]): Promise<{ seen: readonly Seen[]; last: RuleTestReport; told: string }> {
  const controller = new AbortController();
  const seen: Seen[] = [];
  const waiting = [...changes];
  let told = "";
  const next = (): void => {
    const change = waiting.shift();
    if (change) change();
    else controller.abort();
  };
  const last = await watchTests(await testRules(folder.path), {
    paths: [folder.path],
    rule: [],
    signal: controller.signal,
    terminal: {
      err: (text) => {
        told += text;
        // The watch is set up when it says so.
        if (text.startsWith("watching")) setTimeout(next, 20);
      },
    },
    show: async (ran, all) => {
      seen.push({ ran: ran.results.map(({ rule, passed }) => `${rule?.name} ${passed}`), all: [all.passed, all.failed] });
    },
  });
  return { seen, last, told };
}

describe("tocsin test --watch", () => {
  test("runs only what changed: a case file, a rule, a file that cases name", async () => {
    const { seen, last, told } = await watched([
      () => folder.write("a.test.yaml", CASES.replace("alerts: 1", "alerts: 2")),
      () => folder.write("b.toml", ruleText(2, "eql", 'any where name == "y"')),
      () => folder.write("a.test.yaml", CASES),
      () => folder.write("b.toml", ruleText(2, "eql", 'any where name == "x"')),
      () => folder.write("lists/e.toml", exceptionsOf("name")),
    ]);
    expect(seen).toEqual([
      { ran: ["Rule 1 false"], all: [1, 1] },
      { ran: ["Rule 2 false"], all: [0, 2] },
      { ran: ["Rule 1 true"], all: [1, 1] },
      { ran: ["Rule 2 true"], all: [2, 0] },
      { ran: ["Rule 2 false"], all: [1, 1] },
    ]);
    expect([last.passed, last.failed]).toEqual([1, 1]);
    expect(told).toContain("a.test.yaml");
  });

  test("sees new and removed case files, and nothing else", async () => {
    const { seen, last } = await watched([
      () => {
        folder.write("notes.md", "x");
        folder.write("c.toml", ruleText(3, "eql", "any where true"));
        folder.write("c.test.yaml", CASES);
      },
      () => rmSync(`${folder.path}/a.test.yaml`),
    ]);
    expect(seen).toEqual([
      { ran: ["Rule 3 true"], all: [3, 0] },
      { ran: ["Rule 1 true"], all: [2, 0] },
    ]);
    expect(last.untested).toBe(1);
  });

  test("ends at once with its signal", async () => {
    const { seen, last } = await watched([]);
    expect([seen, last.passed]).toEqual([[], 2]);
  });
});
