import type { Source, Span } from "../diagnostics/index.ts";
import type { JsonObject } from "../event/json.ts";

export const RULE_TYPES = ["eql", "query", "saved_query", "threshold", "new_terms", "threat_match", "esql", "machine_learning"] as const;
export type RuleType = (typeof RULE_TYPES)[number];

export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Why a loaded rule runs by default or not: only `active` rules do. */
export type RuleState = "active" | "deprecated" | "development" | "disabled";

export interface Technique {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
  readonly subtechnique?: readonly Technique[];
}
export interface Threat {
  readonly framework: string;
  readonly tactic: { readonly id: string; readonly name: string; readonly reference: string };
  readonly technique: readonly Technique[];
}

/** The query of a rule, as a source that knows its place in the rule file. */
export interface RuleQuery {
  /** As the file says it: eql, kuery, lucene, esql. */
  readonly language: string;
  readonly source: Source;
}

/**
 * A detection rule as its file says it, checked and with defaults filled in. Frozen plain data apart from the
 * sources. What every rule type shares has a property; the rest is in `params` under Kibana's snake_case names.
 */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly type: RuleType;
  readonly description: string;
  readonly severity: Severity;
  readonly riskScore: number;
  readonly state: RuleState;
  readonly tags: readonly string[];
  readonly threat: readonly Threat[];
  /** Patterns of the indices it reads; absent where the rule names none (ES|QL takes them from FROM, ML from jobs). */
  readonly index?: readonly string[];
  readonly query?: RuleQuery;
  /** Date math relative to the slot, as written: `now-9m`. Default `now-6m`. */
  readonly from: string;
  /** Default `now`. */
  readonly to: string;
  /** As written: `5m` (the default). */
  readonly interval: string;
  readonly maxSignals: number;
  readonly buildingBlock: boolean;
  readonly timestampOverride?: string;
  /** Events without the override field are never in range; otherwise their `@timestamp` counts. */
  readonly timestampOverrideOnly?: true;
  readonly timestampField?: string;
  readonly tiebreakerField?: string;
  readonly eventCategoryField?: string;
  /** Every key of `[rule]` (or of the exported object), snake_case, as Kibana's API has it (new_terms flattened). */
  readonly params: JsonObject;
  /** `[metadata]`; usually empty for exported rules. */
  readonly metadata: JsonObject;
  /** `[transform]`, if any: entries of Osquery and Investigate by plugin. */
  readonly transform?: JsonObject;
  /** The file it came from and how it was written. */
  readonly source: Source;
  readonly format: "toml" | "json" | "yaml" | "ndjson";
  /**
   * Where the value at a dotted path (`rule.query`, `rule.threat.0.tactic.id`) stands in `source`; undefined if it is
   * not written there. Paths begin with `rule`, `metadata` or `transform` in every format.
   */
  readonly spanOf: (path: string) => Span | undefined;
  /** The text at such a path as a source of its own, whose faults are reported at the file's lines. */
  readonly textAt: (path: string, text: string) => Source;
}
