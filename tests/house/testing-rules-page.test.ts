import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createSource } from "../../src/diagnostics/index.ts";
import { readCaseFile } from "../../src/toolkit/rule-tests/case-file.ts";
import { PLAIN_REASONS, ENDS } from "../../src/toolkit/rule-tests/reason.ts";
import { testRules } from "../../src/toolkit/rule-tests/test-rules.ts";
import { makeRuleFolder } from "../support/rule-folder.ts";
import { ROOT } from "../support/shared.ts";

const page = readFileSync(join(ROOT, "docs", "testing-rules.md"), "utf8");
const blocks = [...page.matchAll(/^```(yaml|toml)\n([^]*?)^```$/gm)].map(([, language = "", text = ""]) => ({
  language,
  text,
  name: /^# (\S+)/.exec(text)?.[1],
}));
const folder = makeRuleFolder();
afterAll(() => folder.remove());

describe("docs/testing-rules.md", () => {
  test("the first cases pass", async () => {
    for (const { name, text } of blocks) if (name !== undefined) folder.write(name, text);
    const report = await testRules(folder.path);
    expect(report.results.flatMap(({ problems, cases }) => [...problems, ...cases.flatMap(({ faults }) => faults)])).toEqual([]);
    expect([report.passed, report.results.length]).toEqual([4, 1]);
  });

  test("every example is understood", () => {
    const examples = blocks.filter(({ language }) => language === "yaml");
    expect(examples.length).toBeGreaterThan(4);
    for (const { text } of examples) expect(readCaseFile(createSource("page", text)).problems).toEqual([]);
  });

  test("every reason is named", () => {
    for (const reason of [...Object.keys(PLAIN_REASONS), ...ENDS.keys()]) expect(page).toContain(`\`${reason}\``);
  });
});
