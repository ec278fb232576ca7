import type { Diagnostic } from "../../diagnostics/index.ts";
import type { FieldTable } from "../../event/field-type.ts";
import { type InputSummary, readBatches, type ReadOptions, type ReadProgress } from "../../formats/input/read.ts";
import type { Rule } from "../../rules/model.ts";
import { within } from "../time-filter.ts";
import { judgeRule, type Readiness, type Verdict } from "./judge.ts";
import { createObserver } from "./observer.ts";
import { needsOfRule, type RuleNeeds } from "./requirements.ts";
import { type TechniqueCoverage, techniquesOf } from "./techniques.ts";

export interface CoverageOptions extends Pick<ReadOptions, "format" | "mappings" | "now" | "stdin"> {
  readonly inputs: readonly string[];
  readonly rules: readonly Rule[];
  readonly fields?: FieldTable;
  /** Index of events that name none. */
  readonly index?: string | undefined;
  /** Epoch milliseconds: only events of `[since, until)` by `@timestamp`. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly onProblem?: (problem: Diagnostic) => void;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** What became of one rule. */
export interface RuleCoverage {
  readonly rule: Rule;
  readonly readiness: Readiness | "not_run";
  /** As {@link Verdict} has it; for a rule that is not run, why. */
  readonly missing: readonly string[];
  /** Paths of the fields that this is about. */
  readonly fields: readonly string[];
}

export interface CoverageReport {
  readonly events: number;
  readonly rules: readonly RuleCoverage[];
  readonly counts: Readonly<Record<Readiness | "not_run", number>>;
  /** Fields that are in no event where rules need them, and how many rules lack each, most first. */
  readonly fields: readonly { readonly field: string; readonly rules: number }[];
  readonly techniques: readonly TechniqueCoverage[];
  readonly input: InputSummary;
}

/** Says for each rule whether such events could ever make it fire, and what is missing where they could not. Memory is flat in the number of events. */
export async function coverage(options: CoverageOptions): Promise<CoverageReport> {
  const needs = options.rules.map((rule) => ({ rule, needs: needsOfRule(rule, options.fields) }));
  const running = needs.map((each) => each.needs).filter((each): each is RuleNeeds => "stages" in each);
  const observer = createObserver(running, options.index);
  const input = readBatches(options.inputs, {
    format: options.format,
    mappings: options.mappings,
    now: options.now,
    stdin: options.stdin,
    onProblem: options.onProblem,
    onProgress: options.onProgress,
  });
  let events = 0;
  for await (const batch of within(input, options.since, options.until)) {
    for (const event of batch) observer.add(event);
    events += batch.length;
  }
  const rules = needs.map(({ rule, needs: own }): RuleCoverage => {
    if ("reason" in own) return { rule, readiness: "not_run", missing: [own.reason], fields: [] };
    const verdict: Verdict = judgeRule(own, observer);
    return { rule, ...verdict };
  });
  return { events, rules, counts: countsOf(rules), fields: fieldsOf(rules), techniques: techniquesOf(rules), input: input.summary() };
}

function countsOf(rules: readonly RuleCoverage[]): CoverageReport["counts"] {
  const counts = { ready: 0, constants: 0, fields: 0, kind: 0, index: 0, not_run: 0 };
  for (const { readiness } of rules) counts[readiness]++;
  return counts;
}

function fieldsOf(rules: readonly RuleCoverage[]): CoverageReport["fields"] {
  const counts = new Map<string, number>();
  for (const { readiness, missing } of rules) {
    if (readiness === "fields") for (const field of missing) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return [...counts]
    .map(([field, count]) => ({ field, rules: count }))
    .toSorted((a, b) => b.rules - a.rules || (a.field < b.field ? -1 : 1));
}
