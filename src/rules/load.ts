import { type Diagnostic, diagnosticAt, locate, span } from "../diagnostics/index.ts";
import type { CheckOptions } from "./check.ts";
import type { FailedQuery } from "./failed-query.ts";
import type { RuleFileMemory } from "./file-memory.ts";
import { expandPaths, READS_AT_ONCE, readBytes, RULE_FILES, type RuleFile } from "./files.ts";
import type { Rule } from "./model.ts";
import { type FileContent, readRuleFile } from "./read-file.ts";
import type { SkippedKind } from "./read/document.ts";

export interface LoadResult {
  /** In load order; of equal ids the first. All states: who runs them looks at `state`. */
  readonly rules: readonly Rule[];
  /** Errors and warnings of every file, in load order. A rule with an error is not among `rules`. */
  readonly problems: readonly Diagnostic[];
  /** Files read. */
  readonly files: number;
  /** Rules found that have errors. */
  readonly failed: number;
  /** Queries of rules that have errors elsewhere, so that those inside them can be told too. */
  readonly failedQueries: readonly FailedQuery[];
  /** What stood beside the rules and is none: exception lists and items, connectors, counts, stubs of deprecated rules. */
  readonly skipped: Readonly<Partial<Record<SkippedKind, number>>>;
}

export interface LoadOptions extends CheckOptions {
  /** What files said the last time: only those that have changed since are read. Of one set of paths and options. */
  readonly memory?: RuleFileMemory;
}

/**
 * Loads rules from files, folders, globs and `-`. Never throws on a bad rule, file or path: what is wrong is in
 * `problems`. Faults inside queries are found by `compileRule`. The result does not depend on the speed of reads.
 */
export async function loadRules(paths: string | readonly string[], { memory, ...options }: LoadOptions = {}): Promise<LoadResult> {
  const { files, problems } = await expandPaths(typeof paths === "string" ? [paths] : paths, RULE_FILES);
  const loaded = new Loader();
  loaded.problems.push(...problems);
  const read = async (file: RuleFile): Promise<FileContent> => readRuleFile(file, await readBytes(file.path), options);
  for (let start = 0; start < files.length; start += READS_AT_ONCE) {
    const batch = files.slice(start, start + READS_AT_ONCE);
    const contents = await Promise.all(batch.map((file) => (memory ? memory.recall(file, read) : read(file))));
    for (const content of contents) loaded.add(content);
  }
  memory?.keepOnly(files);
  return loaded.result();
}

/** Loads the rules of one text, as if it were the file of that name. */
export function loadRuleText(name: string, text: string, options: CheckOptions = {}): LoadResult {
  const loaded = new Loader();
  loaded.add(readRuleFile({ path: name, named: true }, Buffer.from(text), options));
  return loaded.result();
}

/** Collects rules and problems file by file. */
class Loader {
  readonly problems: Diagnostic[] = [];
  readonly #byId = new Map<string, Rule>();
  readonly #failedQueries: FailedQuery[] = [];
  readonly #skipped: Partial<Record<SkippedKind, number>> = {};
  #files = 0;
  #failed = 0;

  add({ problems, rules, skipped }: FileContent): void {
    this.#files++;
    this.problems.push(...problems);
    for (const [kind, count] of Object.entries(skipped))
      this.#skipped[kind as SkippedKind] = (this.#skipped[kind as SkippedKind] ?? 0) + count;
    for (const found of rules) {
      this.problems.push(...found.faults);
      if (found.rule && this.#add(found.rule)) continue;
      this.#failed++;
      const query = found.query();
      if (query) this.#failedQueries.push(query);
    }
  }

  /** False where another rule has its id. */
  #add(rule: Rule): boolean {
    const first = this.#byId.get(rule.id);
    if (first) this.problems.push(duplicate(rule, first));
    else this.#byId.set(rule.id, rule);
    return first === undefined;
  }

  result(): LoadResult {
    return {
      rules: [...this.#byId.values()],
      problems: this.problems,
      files: this.#files,
      failed: this.#failed,
      failedQueries: this.#failedQueries,
      skipped: this.#skipped,
    };
  }
}

function duplicate(rule: Rule, first: Rule): Diagnostic {
  const at = (r: Rule) => r.spanOf("rule.rule_id") ?? span(0, 0);
  return diagnosticAt(rule.source, at(rule), "T1020", `the rule id \`${rule.id}\` is taken by the rule \`${first.name}\``, {
    hint: "give one of them an id of its own; the first one is used",
    related: [{ message: "the first one is here", location: locate(first.source, at(first)) }],
  });
}
