import type { Need } from "./need.ts";
import { leafKey, type Observer, type Population } from "./observer.ts";
import type { RuleNeeds, StageNeeds } from "./requirements.ts";
import { printPredicate } from "../../plan/print.ts";

/**
 * How far the events could take a rule; the first of these that is not enough:
 * `index` none is of an index that it reads; `kind` none is of the kind it asks for (category, type, code, …);
 * `fields` a field it needs is in none; `constants` the fields are there, but a value it asks for never came;
 * `ready` every part of it has been true for some event.
 */
export type Readiness = "ready" | "constants" | "fields" | "kind" | "index";

/** From the best to the worst. */
export const READINESS: readonly Readiness[] = ["ready", "constants", "fields", "kind", "index"];

export interface Verdict {
  readonly readiness: Readiness;
  /** What is missing: index patterns, tests of the kind, fields, or tests that were never true. */
  readonly missing: readonly string[];
}

/** The verdict on a rule: that on its worst stage. */
export function judgeRule(rule: RuleNeeds, observer: Observer): Verdict {
  let worst: Verdict = { readiness: "ready", missing: [] };
  for (const stage of rule.stages) {
    const verdict = judgeStage(rule, stage, observer.populationOf(rule, stage));
    if (READINESS.indexOf(verdict.readiness) > READINESS.indexOf(worst.readiness)) worst = verdict;
  }
  return worst;
}

function judgeStage({ patterns }: RuleNeeds, { scope, need }: StageNeeds, population: Population): Verdict {
  if (population.offered === 0) return { readiness: "index", missing: patterns };
  if (population.inScope === 0) return { readiness: "kind", missing: [printPredicate(scope)] };
  const fields = missingFields(need, population);
  if (fields) return { readiness: "fields", missing: [...new Set(fields)].toSorted() };
  const tests = missingTests(need, population);
  return tests ? { readiness: "constants", missing: [...new Set(tests)] } : { readiness: "ready", missing: [] };
}

/** Fields without which a need can never be met; undefined where it can. Of alternatives, those of the least. */
function missingFields(need: Need, { fields }: Population): readonly string[] | undefined {
  return lacking(need, (leaf) => {
    const absent = leaf.fields.filter((field) => !fields.has(field));
    return absent.length === 0 ? undefined : absent;
  });
}

/** Tests that were never true though they have to be. */
function missingTests(need: Need, { seen }: Population): readonly string[] | undefined {
  return lacking(need, (leaf) => (seen.has(leafKey(leaf)) ? undefined : [leaf.text]));
}

type Lacks = (leaf: Extract<Need, { kind: "leaf" }>["leaf"]) => readonly string[] | undefined;

function lacking(need: Need, lacks: Lacks): readonly string[] | undefined {
  switch (need.kind) {
    case "nothing":
      return undefined;
    case "never":
      return ["a test that is never true"];
    case "leaf":
      return lacks(need.leaf);
    case "all": {
      const found = need.items.map((item) => lacking(item, lacks)).filter((list) => list !== undefined);
      return found.length === 0 ? undefined : found.flat();
    }
    case "any": {
      const found = need.items.map((item) => lacking(item, lacks));
      if (found.includes(undefined)) return undefined;
      return found.filter((list) => list !== undefined).toSorted((a, b) => a.length - b.length)[0] ?? ["a test that is never true"];
    }
  }
}
