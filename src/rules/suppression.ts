import type { Diagnostic } from "../diagnostics/index.ts";
import type { FieldType } from "../event/field-type.ts";
import { isJsonObject, type Json } from "../event/json.ts";
import type { LowerEnv } from "../languages/language.ts";
import { reportUnknownField, unknownField } from "../languages/unknown-field.ts";
import type { RuleOp, SuppressOp } from "../plan/rule-plan.ts";
import type { Rule, RuleType } from "./model.ts";
import { placeIn } from "./rule-place.ts";

/** A rule's `alert_suppression` as plan; absent where it has none, or an error is among the diagnostics. */
export interface LoweredSuppression {
  readonly suppress?: SuppressOp;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param root of the rule's plan: the shell alert of a sequence or sample is read otherwise than an event. Default: an event query.
 */
export function lowerSuppression(rule: Rule, env: LowerEnv, root?: RuleOp): LoweredSuppression {
  const suppression = rule.params["alert_suppression"];
  if (!isJsonObject(suppression)) return { diagnostics: [] };
  const names = rule.type === "threshold" ? thresholdFields(rule) : fieldsAt(suppression["group_by"], "rule.alert_suppression.group_by");
  const diagnostics = COLUMNS_OF_ITS_OWN.has(rule.type) ? [] : names.flatMap((name) => unknownIn(rule, env, name));
  if (diagnostics.some((d) => d.severity === "error")) return { diagnostics };
  const duration = durationOf(suppression["duration"]);
  const suppress: SuppressOp = {
    fields: names.map(({ name }) => resolve(name, env)),
    values: isGroup(root) ? "source" : VALUES[rule.type],
    ...(duration !== undefined && { duration }),
    missing: suppression["missing_fields_strategy"] === "doNotSuppress" ? "doNotSuppress" : "suppress",
  };
  return { suppress, diagnostics };
}

/** How many new alerts and how many candidates a slot of a suppressing rule may have, as Kibana bounds its runs. */
export interface SuppressionBounds {
  readonly maxAlerts: number;
  readonly maxCandidates?: number;
}

export function suppressionBounds(rule: Rule, maxSignals: number = rule.maxSignals): SuppressionBounds {
  const times = CANDIDATES[rule.type];
  return { maxAlerts: maxSignals, ...(times !== undefined && { maxCandidates: times * maxSignals }) };
}

const VALUES: Readonly<Record<RuleType, SuppressOp["values"]>> = {
  query: "each",
  saved_query: "each",
  threshold: "source",
  esql: "source",
  eql: "whole",
  machine_learning: "whole",
  new_terms: "whole",
  threat_match: "whole",
};

/** Candidates of a run, in multiples of `max_signals`; query rules have their groups counted only. */
const CANDIDATES: Readonly<Partial<Record<RuleType, number>>> = {
  eql: 1,
  esql: 1,
  machine_learning: 1,
  threshold: 1,
  new_terms: 5,
  threat_match: 5,
};

/** Their documents have columns and influencers that no table of fields knows. */
const COLUMNS_OF_ITS_OWN: ReadonlySet<RuleType> = new Set(["esql", "machine_learning"]);

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

const isGroup = (root: RuleOp | undefined): boolean => root?.kind === "sequence" || root?.kind === "sample";

interface NamedField {
  readonly name: string;
  /** Where the rule file has it. */
  readonly path: string;
}

/** One field or a list of them; blank ones are left out. */
function fieldsAt(value: Json | undefined, path: string): readonly NamedField[] {
  const list = Array.isArray(value) ? value.map((name, i) => ({ name, path: `${path}.${i}` })) : [{ name: value, path }];
  return list.filter((field): field is NamedField => typeof field.name === "string" && field.name !== "");
}

const thresholdFields = ({ params: { threshold } }: Rule): readonly NamedField[] =>
  fieldsAt(isJsonObject(threshold) ? threshold["field"] : undefined, "rule.threshold.field");

const resolve = (name: string, { fields }: LowerEnv): FieldType => fields.get(name) ?? unknownField(name);

function unknownIn(rule: Rule, env: LowerEnv, { name, path }: NamedField): readonly Diagnostic[] {
  if (env.fields.get(name)) return [];
  return [reportUnknownField(placeIn(rule, path), name, env)];
}

/** Milliseconds; undefined where there is none, which means one slot. */
function durationOf(value: Json | undefined): number | undefined {
  if (!isJsonObject(value)) return undefined;
  const { unit, value: count } = value;
  const milliseconds = typeof unit === "string" ? MILLISECONDS[unit] : undefined;
  return milliseconds === undefined ? undefined : Number(count) * milliseconds;
}
