import type { Diagnostic, Location } from "../../diagnostics/index.ts";
import type { Json } from "../../event/json.ts";
import type { RuleType } from "../../rules/model.ts";
import type { RuleExplanation } from "../explain/explain.ts";
import type { NearestMiss } from "./nearest.ts";

/** One thing that is not as a case says. */
export interface CaseFault {
  /** The number of alerts; a field of one; the reason of silence; another order of events gave something else; the case could not be run. */
  readonly kind: "alerts" | "field" | "silence" | "order" | "setup";
  readonly message: string;
  readonly hint?: string;
  /** Where the case says otherwise. */
  readonly location?: Location;
  /** Of `field`: which alert (from 1), which field, what was expected in the case's words, and the values that came. */
  readonly alert?: number;
  readonly field?: string;
  readonly expected?: Json;
  readonly got?: Json;
}

/** How one case came out. */
export interface CaseResult {
  readonly name: string;
  /** 1-based line in the case file. */
  readonly line: number;
  readonly passed: boolean;
  /** The case expects silence. */
  readonly silent: boolean;
  readonly milliseconds: number;
  readonly faults: readonly CaseFault[];
  /** Of a failing case: how the rule judged its events. */
  readonly explanation?: RuleExplanation;
  /** Of these, the event that came nearest to what was missed. */
  readonly nearest?: NearestMiss;
}

/** A rule that is tested, or has no cases. Plain data, as all of a report, but for the events in explanations. */
export interface RuleTestResult {
  readonly rule: { readonly id: string; readonly name: string; readonly type: RuleType; readonly file: string } | undefined;
  /** Absent where the rule has no case file. */
  readonly file?: string;
  readonly cases: readonly CaseResult[];
  /** Faults of the case file and of the rule. */
  readonly problems: readonly Diagnostic[];
  /** Every file the result depends on. */
  readonly reads: readonly string[];
  readonly passed: boolean;
}

export interface RuleTestReport {
  /** In the order of their files. */
  readonly results: readonly RuleTestResult[];
  /** Cases. */
  readonly passed: number;
  readonly failed: number;
  /** Case files or rules with errors. */
  readonly faulty: number;
  /** Rules without a case. */
  readonly untested: number;
  readonly milliseconds: number;
  /** Paths that hold nothing to test. */
  readonly problems: readonly Diagnostic[];
}
