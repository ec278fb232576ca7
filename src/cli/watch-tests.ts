import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { escapeText } from "../diagnostics/index.ts";
import { plural } from "../formats/output/quantity.ts";
import { isCaseFile } from "../toolkit/rule-tests/find-rule-file.ts";
import type { RuleTestReport, RuleTestResult } from "../toolkit/rule-tests/results.ts";
import { testRules, totalsOf } from "../toolkit/rule-tests/test-rules.ts";
import type { Terminal } from "./terminal.ts";
import { watchFiles } from "../toolkit/watch-files.ts";

export interface WatchOptions {
  readonly paths: readonly string[];
  readonly rule: readonly string[];
  /** Files with machine learning jobs. */
  readonly mlJobs?: readonly string[];
  readonly terminal: Pick<Terminal, "err">;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Shows what was run now; `all` is how everything stands. */
  show(ran: RuleTestReport, all: RuleTestReport): Promise<void>;
}

/** Runs the cases, then again those whose case file, rule or other file changes; gives the last report when the signal comes. */
export async function watchTests(first: RuleTestReport, options: WatchOptions): Promise<RuleTestReport> {
  const { paths, rule, mlJobs = [], terminal, signal } = options;
  const files = watchFiles(signal);
  let all = first;
  for (;;) {
    for (const path of [...paths, ...all.results.flatMap((result) => result.reads)]) files.add(path);
    terminal.err(`watching ${plural(all.results.length, "rule")}; Ctrl-C stops\n`);
    const changed = await nextChange(files.next, all);
    if (!changed) return all;
    terminal.err(`\nchanged: ${[...changed.files].map((file) => escapeText(relative(process.cwd(), file))).join(", ")}\n`);
    const ran = await testRules(changed.again, { rule, mlJobs });
    all = merge(all, changed.results, ran);
    await options.show(ran, all);
  }
}

interface Change {
  readonly files: ReadonlySet<string>;
  /** Results that no longer hold. */
  readonly results: ReadonlySet<RuleTestResult>;
  /** What to run instead. */
  readonly again: readonly string[];
}

/** The next change that touches a result, or brings a case file; undefined at the end. */
async function nextChange(next: () => Promise<ReadonlySet<string> | undefined>, all: RuleTestReport): Promise<Change | undefined> {
  for (;;) {
    const files = await next();
    if (!files) return undefined;
    const results = new Set(all.results.filter(({ reads }) => reads.some((path) => files.has(resolve(path)))));
    const known = new Set(all.results.flatMap(({ reads }) => reads.map((path) => resolve(path))));
    const added = [...files].filter((file) => isCaseFile(file) && !known.has(file)).map((file) => relative(process.cwd(), file));
    const again = [...[...results].flatMap(pathOf), ...added].filter((path) => existsSync(path));
    if (results.size > 0 || again.length > 0) return { files, results, again };
  }
}

/** What a result came of; where its case file has gone, its rule. */
const pathOf = ({ file, rule }: RuleTestResult): readonly string[] =>
  [file, rule?.file].filter((path) => path !== undefined && existsSync(path)).slice(0, 1) as string[];

function merge(all: RuleTestReport, stale: ReadonlySet<RuleTestResult>, ran: RuleTestReport): RuleTestReport {
  const results = [...all.results.filter((result) => !stale.has(result)), ...ran.results].sort(byPath);
  return { ...all, results, ...totalsOf(results), milliseconds: ran.milliseconds };
}

const keyOf = ({ file, rule }: RuleTestResult): string => file ?? rule?.file ?? "";
const byPath = (a: RuleTestResult, b: RuleTestResult): number => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0);
