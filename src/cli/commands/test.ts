import { glob, stat } from "node:fs/promises";
import { join } from "node:path";
import { escapeText } from "../../diagnostics/index.ts";
import { type CaseResult, isCaseFile, runCaseFile } from "../../toolkit/rule-tests/run.ts";
import type { CommandSpec } from "../command.ts";
import { renderExplanation } from "../render/explanation.ts";
import { createPaint, type Paint } from "../../formats/output/paint.ts";
import { SHIPPED_RULES } from "../rule-settings.ts";
import { usageError } from "../usage-error.ts";

/** `tocsin test`: the cases beside rules, run by the production engine. */
export const testCommand: CommandSpec = {
  name: "test",
  args: "[PATH...]",
  summary: "run the cases beside rules (<rule>.test.yaml)",
  examples: ["tocsin test", "tocsin test my-rules/", "tocsin test my-rules/example.test.yaml"],
  flags: [],
  async run({ args, terminal }) {
    const paint = createPaint(terminal.color);
    const files = await caseFiles(args.length > 0 ? args : [SHIPPED_RULES]);
    if (files.length === 0) throw usageError("There are no case files here", "cases stand beside a rule, in a file named <rule>.test.yaml");
    let failed = 0;
    let passed = 0;
    for (const file of files) {
      const results = await runCaseFile(file);
      const faults = results.filter((r) => r.fault !== undefined);
      failed += faults.length;
      passed += results.length - faults.length;
      await terminal.out(`${faults.length === 0 ? paint("good", "✓") : paint("bad", "✗")} ${escapeText(file)} ${paint("dim", `(${results.length})`)}\n`);
      for (const fault of faults) await terminal.out(`${faultLines(fault, paint).join("\n")}\n`);
    }
    await terminal.out(`${passed} passed, ${failed} failed\n`);
    return failed > 0 ? 1 : 0;
  },
};

function faultLines(result: CaseResult, paint: Paint): string[] {
  const lines = [`    ${paint("bad", "✗")} ${escapeText(result.name)}: ${escapeText(result.fault ?? "")}`];
  if (result.explanation) lines.push(...renderExplanation(result.explanation, paint).map((line) => `      ${line}`));
  return lines;
}

async function caseFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then((s) => s.isDirectory(), () => false);
    if (isFolder) for await (const found of glob("**/*.test.yaml", { cwd: path })) files.push(join(path, found));
    else if (isCaseFile(path)) files.push(path);
    else files.push(path.replace(/\.toml$/, ".test.yaml"));
  }
  return files.sort();
}
