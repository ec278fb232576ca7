import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A temporary folder of rules and case files; `write` gives the path. */
export interface RuleFolder {
  readonly path: string;
  write(name: string, text: string): string;
  remove(): void;
}

export function makeRuleFolder(): RuleFolder {
  const path = mkdtempSync(join(tmpdir(), "tocsin-rules-"));
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A rule file. @param number makes its id and name @param rest further lines of its own, tables last */
export function ruleText(number: number, type: string, query: string, rest = ""): string {
  const language = type === "eql" ? "eql" : "kuery";
  return `[rule]
author = ["a"]
description = "d"
from = "now-10m"
language = "${language}"
name = "Rule ${number}"
risk_score = 21
rule_id = "00000000-0000-4000-8000-${String(number).padStart(12, "0")}"
severity = "low"
type = "${type}"
query = '''
${query}
'''
${rest}`;
}
