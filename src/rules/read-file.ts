import { type Diagnostic, diagnostic, isError } from "../diagnostics/index.ts";
import { buildRule } from "./build.ts";
import { type CheckOptions, checkDocument } from "./check.ts";
import { type FailedQuery, failedQuery } from "./failed-query.ts";
import type { RuleFile } from "./files.ts";
import type { Rule } from "./model.ts";
import { decodeRuleFile } from "./read/bytes.ts";
import type { SkippedKind } from "./read/document.ts";
import { readRuleText } from "./read/table.ts";

/** What a file says, whatever other files say. */
export interface FileContent {
  readonly problems: readonly Diagnostic[];
  readonly rules: readonly FoundRule[];
  readonly skipped: Readonly<Partial<Record<SkippedKind, number>>>;
}

/** A rule of a file; `rule` is undefined where it has errors. */
export interface FoundRule {
  readonly rule: Rule | undefined;
  readonly faults: readonly Diagnostic[];
  /** Its query, for whoever tells the faults inside those of rules that are not used. */
  query(): FailedQuery | undefined;
}

/** Reads the bytes of a file, or why they cannot be had. */
export function readRuleFile({ path, named }: RuleFile, bytes: Uint8Array | Error, options: CheckOptions): FileContent {
  if (bytes instanceof Error) return faulty(diagnostic("T1002", `the file cannot be read: ${bytes.message}`, { file: path }));
  const source = decodeRuleFile(path, bytes);
  if ("code" in source) return faulty(source);
  const { documents, problems, skipped } = readRuleText(source);
  return {
    problems: named || documents.length > 0 ? problems : problems.map(chanceFind),
    rules: documents.map((document) => {
      const faults = checkDocument(document, options);
      return { rule: faults.some(isError) ? undefined : buildRule(document), faults, query: () => failedQuery(document) };
    }),
    skipped,
  };
}

const faulty = (problem: Diagnostic): FileContent => ({ problems: [problem], rules: [], skipped: {} });

/** A file that a folder happens to hold need not be a rule: told, but no error. */
const chanceFind = (problem: Diagnostic): Diagnostic =>
  problem.code === "T1004" ? Object.freeze({ ...problem, severity: "warning" as const }) : problem;
