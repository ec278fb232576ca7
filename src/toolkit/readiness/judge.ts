import type { Leaf, Need } from "./need.ts";
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
  /** Paths of the fields that this is about; none for `index` and `kind`. */
  readonly fields: readonly string[];
}

/** The verdict on a rule: that on its worst stage. */
export function judgeRule(rule: RuleNeeds, observer: Observer): Verdict {
  let worst = verdictOf("ready", []);
  for (const stage of rule.stages) {
    const verdict = judgeStage(rule, stage, observer.populationOf(rule, stage));
    if (READINESS.indexOf(verdict.readiness) > READINESS.indexOf(worst.readiness)) worst = verdict;
  }
  return worst;
}

function judgeStage({ patterns }: RuleNeeds, { scope, need }: StageNeeds, population: Population): Verdict {
  if (population.offered === 0) return verdictOf("index", patterns);
  if (population.inScope === 0) return verdictOf("kind", [printPredicate(scope)]);
  const absent = lacking(need, (leaf) => leaf.fields.filter((field) => !population.fields.has(field)));
  if (absent.length > 0) return verdictOf("fields", absent.toSorted(), absent);
  const unseen = lacking(need, (leaf) => (population.seen.has(leafKey(leaf)) ? [] : [leaf]));
  return verdictOf(
    unseen.length > 0 ? "constants" : "ready",
    unseen.map(({ text }) => text),
    unseen.flatMap(({ fields }) => fields),
  );
}

const verdictOf = (readiness: Readiness, missing: readonly string[], fields: readonly string[] = []): Verdict => ({
  readiness,
  missing: [...new Set(missing)],
  fields: [...new Set(fields)].toSorted(),
});

/** What a need lacks, by what each leaf lacks; nothing where it can be met. Of alternatives, the one that lacks least. */
function lacking<T>(need: Need, lacks: (leaf: Leaf) => readonly T[]): readonly T[] {
  switch (need.kind) {
    case "nothing":
      return [];
    case "leaf":
      return lacks(need.leaf);
    case "all":
      return need.items.flatMap((item) => lacking(item, lacks));
    case "any": {
      const found = need.items.map((item) => lacking(item, lacks));
      return found.toSorted((a, b) => a.length - b.length)[0] ?? [];
    }
  }
}
