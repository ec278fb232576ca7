import { compileRules } from "../src/engine/compile-rules.ts";
import { createTimeReaders } from "../src/engine/time-readers.ts";
import { defaultFields } from "../src/event/schema.ts";
import { loadRules } from "../src/index.ts";
import type { Predicate } from "../src/plan/predicate.ts";
import { stagesOf } from "../src/plan/stages.ts";

/** What the rules of a folder ask of events, stage by stage. */
export async function predicatesOf(folder: string): Promise<readonly Predicate[]> {
  const { rules } = await loadRules([folder]);
  const { rules: compiled } = compileRules(rules, createTimeReaders(), { env: { fields: defaultFields() } });
  return compiled.flatMap(({ plan }) => stagesOf(plan.root).map(({ where }) => where));
}
