import type { Rule } from "../../rules/model.ts";
import { READINESS, type Readiness } from "./judge.ts";

/** The rules of a technique of ATT&CK, counted by what the events could make of them. */
export interface TechniqueCoverage {
  readonly id: string;
  readonly name: string;
  readonly tactics: readonly string[];
  readonly rules: Readonly<Record<Readiness | "not_run", number>>;
  /** The best of them. */
  readonly readiness: Readiness | "not_run";
}

interface Counted {
  readonly name: string;
  readonly tactics: Set<string>;
  readonly rules: Record<Readiness | "not_run", number>;
}

/** Techniques and sub-techniques by id. A rule of a sub-technique counts for its technique too. */
export function techniquesOf(
  judged: readonly { readonly rule: Rule; readonly readiness: Readiness | "not_run" }[],
): readonly TechniqueCoverage[] {
  const techniques = new Map<string, Counted>();
  for (const { rule, readiness } of judged) {
    for (const [id, { name, tactics }] of techniquesOfRule(rule)) {
      const counted = techniques.get(id) ?? {
        name,
        tactics: new Set(),
        rules: { ready: 0, constants: 0, fields: 0, kind: 0, index: 0, not_run: 0 },
      };
      counted.rules[readiness]++;
      for (const tactic of tactics) counted.tactics.add(tactic);
      techniques.set(id, counted);
    }
  }
  return [...techniques]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { name, tactics, rules }]) => ({
      id,
      name,
      tactics: [...tactics].toSorted(),
      rules,
      readiness: READINESS.find((each) => rules[each] > 0) ?? "not_run",
    }));
}

/** Each technique once, however many tactics of the rule name it. */
function techniquesOfRule(rule: Rule): ReadonlyMap<string, { readonly name: string; readonly tactics: Set<string> }> {
  const found = new Map<string, { readonly name: string; readonly tactics: Set<string> }>();
  for (const { tactic, technique } of rule.threat) {
    for (const each of technique.flatMap((parent) => [parent, ...(parent.subtechnique ?? [])])) {
      const known = found.get(each.id) ?? { name: each.name, tactics: new Set<string>() };
      known.tactics.add(tactic.name);
      found.set(each.id, known);
    }
  }
  return found;
}
