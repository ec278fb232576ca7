import { coverage, type RuleCoverage } from "../../src/toolkit/readiness/coverage.ts";
import { scan } from "../../src/toolkit/scan.ts";
import type { Rule } from "../../src/rules/model.ts";

/** A recording, scanned. */
export interface Recording {
  readonly name: string;
  readonly events: number;
  /** As its publisher labels it; empty: it is not labelled. */
  readonly techniques: readonly string[];
  /** Alerts by rule id. */
  readonly alerts: ReadonlyMap<string, number>;
  /** What the events could make of each rule. */
  readonly readiness: ReadonlyMap<string, RuleCoverage>;
}

export async function readRecording(path: string, name: string, techniques: readonly string[], rules: readonly Rule[]): Promise<Recording> {
  const alerts = new Map<string, number>();
  const report = await scan(
    { inputs: [path], rules },
    {
      alert: (alert) => {
        const id = String(alert["kibana.alert.rule.rule_id"]);
        alerts.set(id, (alerts.get(id) ?? 0) + 1);
      },
    },
  );
  const covered = await coverage({ inputs: [path], rules: rules.filter((rule) => names(rule, techniques)) });
  const readiness = new Map(covered.rules.map((each) => [each.rule.id, each] as const));
  return { name, events: report.events, techniques, alerts, readiness };
}

const names = (rule: Rule, techniques: readonly string[]): boolean => techniquesOf(rule).some((id) => techniques.includes(id));

/** Techniques and sub-techniques that a rule names, each once. */
export const techniquesOf = (rule: Rule): readonly string[] => [
  ...new Set(rule.threat.flatMap(({ technique }) => technique.flatMap((each) => [each, ...(each.subtechnique ?? [])]).map(({ id }) => id))),
];
